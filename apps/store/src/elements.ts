import {
  type Page,
  renderCheckout,
  renderComparePage,
  renderCostTable,
  renderMessage,
  renderReviewPage,
} from "@fenqi/checkout/server";
import { storeWords } from "@fenqi/words/pages/store";
import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { toCart } from "./cart/price.ts";
import type { PricedBasket } from "./cart/types.ts";
import { orderGoods } from "./pages/order-goods.ts";
import { MARKET, type Option, type Quote, ZONE } from "./quote/ask.ts";
import { resaleEstimate } from "./quote/resale.ts";
import type { Visit } from "./visit.ts";

/** What an element is drawn from on this server, so that it stands before its script, or without it. */
interface Drawn {
  readonly visit: Visit;
  readonly quote: Quote;
}

interface Asking extends Drawn {
  readonly basket: PricedBasket;
  readonly publishableKey: string;
}

/** The product page's line; `href` is the comparison without a script. */
export function drawMessage({
  visit,
  quote,
  basket,
  publishableKey,
  href,
}: Asking & { readonly href: string }): unknown {
  const cart = toCart(basket, visit.locale);
  const resale = resaleEstimate(basket.total);
  return unsafeHTML(renderMessage({ ...pageOf(visit), ...MARKET, key: publishableKey, quote, cart, href, resale }));
}

/** The list of ways to pay, with the goods in its order column. */
export function drawCheckout({
  visit,
  quote,
  basket,
  publishableKey,
  detail,
}: Asking & { readonly detail: Option | undefined }): unknown {
  return unsafeHTML(
    renderCheckout({
      ...pageOf(visit),
      ...MARKET,
      key: publishableKey,
      quote,
      cart: toCart(basket, visit.locale),
      action: "/checkout",
      order: collectResultSync(render(orderGoods(visit, basket))),
      ...(detail ? { selected: detail.id, detail } : {}),
    }),
  );
}

/** The review as a page's content. */
export function drawReview({ visit, quote, option }: Drawn & { readonly option: Option }): unknown {
  return unsafeHTML(renderReviewPage({ ...pageOf(visit), quote, option, action: "/checkout" }));
}

/** The cost table alone. */
export function drawCosts({ visit, quote, option }: Drawn & { readonly option: Option }): unknown {
  return unsafeHTML(renderCostTable({ ...pageOf(visit), quote, option }));
}

export type Compared = Parameters<typeof renderComparePage>[0]["comparison"];

/** The comparison as a page's content. */
export function drawCompare({
  visit,
  quote,
  comparison,
  action,
}: Drawn & { readonly comparison: Compared; readonly action: string }): unknown {
  return unsafeHTML(renderComparePage({ ...pageOf(visit), quote, comparison, action }));
}

function pageOf({ locale, theme }: Visit): Page {
  const store = storeWords(locale).store;
  return { locale, zone: ZONE, store, helpHours: "9:00–21:00", replyHours: "2", ...(theme ? { theme } : {}) };
}
