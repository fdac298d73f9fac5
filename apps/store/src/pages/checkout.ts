import { icon } from "@fenqi/shell";
import { money } from "@fenqi/words";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import type { PricedBasket } from "../cart/types.ts";
import { ELEMENTS_MODULE } from "../look.ts";
import { drawing } from "../products/drawing.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";
import { describe } from "./cart.ts";

/** What a page of the checkout says above its list. */
export type CheckoutNotice = "choose" | "gone" | "changed" | "declined" | undefined;

/** The checkout: what is bought, and every way to pay it. `element` is the drawn `<fenqi-checkout>`. */
export function checkoutPage(visit: Visit, basket: PricedBasket, element: unknown, notice: CheckoutNotice) {
  const words = storeWords(visit.locale);
  const said = { choose: words.pickOne, gone: words.gone, changed: words.changed, declined: words.declined };
  const main = html`<h1 class="visually-hidden">${words.checkoutTitle}</h1>${bought(visit, basket)}<div class="wide checkout-main">${
    notice
      ? html`<p class="notice paused" role="alert" tabindex="-1" autofocus>${icon("info")}<span>${said[notice]}</span></p>`
      : ""
  }${element}</div>`;
  return storeFrame(visit, {
    name: "checkout-page",
    title: words.checkoutTitle,
    main,
    back: "/cart",
    nav: [
      { href: "/cart", text: words.backToCart },
      { href: "/status", text: words.status },
      { href: "/help", text: words.help },
    ],
    modules: [ELEMENTS_MODULE],
  });
}

/** On a phone, the goods in one line each; a wide screen has them in the order's column. */
function bought({ locale }: Visit, basket: PricedBasket) {
  const words = storeWords(locale);
  return html`<div class="bought"><div class="wide">${basket.entries.map(
    (entry) =>
      html`<div class="bought-row"><span class="cart-picture">${drawing(entry.choice, entry.choice.product.drawing === "phone" ? "back" : "both", `bought-${entry.choice.version.id}`)}</span><div><h2>${entry.choice.product.fullName[locale]}</h2><p class="note">${describe(entry, locale)} × ${entry.quantity}</p></div><div class="bought-amount"><strong class="bought-sum">${money(entry.amount, "CNY", locale)}</strong><p class="note">${words.shipping} ${money(0, "CNY", locale)}</p></div></div>`,
  )}</div></div>`;
}

/** Said when no quote could be had: what still works is the way back, and trying again. */
export function checkoutFailed(visit: Visit) {
  const words = storeWords(visit.locale);
  const main = html`<div class="wide problem-page"><h1>${words.quoteFailed}</h1><p class="lead">${words.quoteFailedLead}</p><p><a class="button" href="${visit.url}">${words.retry}</a></p></div>`;
  return storeFrame(visit, { name: "problem", title: words.quoteFailed, main, back: "/cart" });
}
