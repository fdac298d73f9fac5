import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { describe, expect, test } from "vitest";
import { addTo, EMPTY } from "../cart/basket.ts";
import { PRODUCTS } from "../products/all.ts";
import { choiceOf, chooseFrom, skuOf } from "../products/find.ts";
import type { Visit } from "../visit.ts";
import { cartPage } from "./cart.ts";
import { homePage } from "./home.ts";
import { productPage } from "./product.ts";

const visit = (locale: Visit["locale"], basket = EMPTY): Visit => ({
  locale,
  theme: undefined,
  url: "/",
  query: {},
  basket,
});
const draw = (page: unknown) => collectResultSync(render(page));

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  test("the first page shows every product and what it costs", () => {
    const html = draw(homePage(visit(locale)));
    for (const product of PRODUCTS) expect(html).toContain(product.name[locale]);
    expect(html).toContain("¥4,999.00");
    expect(html).toContain(`lang="${locale}"`);
  });

  test.each(PRODUCTS.map((product) => [product.id, product] as const))("the page of %s", (_, product) => {
    const dearest = { ...chooseFrom(product, {}), version: product.versions.at(-1)! };
    const html = draw(productPage(visit(locale), dearest, "both", "the line"));
    expect(html).toContain(product.fullName[locale]);
    expect(html).toContain("the line");
    expect(html).toContain(`value="${dearest.version.id}"`);
  });

  test("the cart adds up what is in it", () => {
    const html = draw(cartPage(visit(locale, { ...addTo(EMPTY, "yuanshan-5.cream.512"), voucher: true })));
    expect(html).toContain("¥5,599.00");
    expect(html).toContain("¥5,499.00");
  });
});

test("every sku names its own choice", () => {
  for (const product of PRODUCTS) {
    for (const colour of product.colours) {
      for (const version of product.versions) {
        expect(choiceOf(skuOf({ product, colour, version }))).toEqual({ product, colour, version });
      }
    }
  }
});
