import { storeWords } from "@fenqi/words/pages/store";
import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { describe, expect, test } from "vitest";
import { addTo, EMPTY } from "../cart/basket.ts";
import { priceBasket } from "../cart/price.ts";
import { PRODUCTS } from "../products/all.ts";
import { choiceOf, chooseFrom, skuOf } from "../products/find.ts";
import type { Visit } from "../visit.ts";
import { cartPage } from "./cart.ts";
import { checkoutPage } from "./checkout.ts";
import { confirmedPage } from "./confirmed.ts";
import { homePage } from "./home.ts";
import { productPage } from "./product.ts";

const visit = (locale: Visit["locale"], basket = EMPTY): Visit => ({
  locale,
  theme: undefined,
  url: "/",
  query: {},
  basket,
  shopper: "3f2c1f5e-0000-4000-8000-000000000000",
  declinedBy: [],
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
    const basket = addTo(EMPTY, "yuanshan-5.cream.512");
    const priced = priceBasket(basket, { code: "7K2M-94QF-0XZT-5RAD", amount: 10_000, note: null });
    const html = draw(cartPage(visit(locale, basket), priced));
    expect(html).toContain("¥5,599.00");
    expect(html).toContain("¥5,499.00");
  });

  test("the cart says why a voucher does not count, and offers the shopper's own", () => {
    const basket = { ...addTo(EMPTY, "yuanshan-5.cream.512"), voucher: "spent" };
    const priced = priceBasket(basket, { code: null, amount: 0, note: "voucherUsed" });
    const html = draw(cartPage(visit(locale, basket), priced, [{ code: "7K2M-94QF-0XZT-5RAD", amount: 5_000 }]));
    expect(html).toContain(storeWords(locale).voucherUsed);
    expect(html).toContain('role="alert"');
    expect(html).toContain('value="7K2M-94QF-0XZT-5RAD"');
    expect(html).toContain("¥50.00");
  });
});

test("what went amiss is focused, said once and with the ways out", () => {
  const basket = addTo(EMPTY, "yuanshan-5.cream.512");
  const priced = priceBasket(basket, { code: null, amount: 0, note: null });
  const html = draw(checkoutPage(visit("en", basket), priced, "the element", "declined"));
  expect(html).toMatch(/<p class="notice paused" role="alert" tabindex="-1" autofocus/);
  expect(html).toContain(storeWords("en").declined.replaceAll("'", "&#39;"));
  expect(draw(checkoutPage(visit("en", basket), priced, "the element", undefined))).not.toContain("autofocus");
});

test("what was agreed names the lender as the checkout did, by its registered name", () => {
  const option = {
    partner: { id: "qinghe", name: "Qinghe", legal_name: "Qinghe Consumer Finance Co." },
    ...{ method: "store_instalments", count: 2, interval: { every: 1, unit: "month" }, badges: [], title: null },
    ...{ total: 200, cost: 0, pay_today: 0, runs: [{ count: 2, amount: 100 }], rate: null, first_due_on: "2027-01-01" },
    schedule: [],
  } as unknown as Parameters<typeof confirmedPage>[2];
  const quote = { code: "7K2M-94QF", currency: "CNY", created_at: "2026-12-01T02:00:00.000Z" };
  const plan = { id: "plan_1", state: "active", next_action: { kind: "none" } };
  const html = draw(
    confirmedPage(visit("en"), quote as Parameters<typeof confirmedPage>[1], option, plan, {
      costs: "",
      contact: undefined,
    }),
  );
  expect(html).toContain("Qinghe Consumer Finance Co.");
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
