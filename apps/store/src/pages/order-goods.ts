import { html } from "@lit-labs/ssr";
import type { PricedBasket } from "../cart/types.ts";
import { drawing } from "../products/drawing.ts";
import { skuOf } from "../products/find.ts";
import type { Visit } from "../visit.ts";
import { describe } from "./cart.ts";

/** The goods with their pictures, for the order column of the checkout on a wide screen. */
export function orderGoods({ locale }: Visit, basket: PricedBasket) {
  return html`<div slot="order" class="order-goods">${basket.entries.map(
    (entry) =>
      html`<div class="order-row"><span class="cart-picture">${drawing(entry.choice, entry.choice.product.drawing === "phone" ? "back" : "both", `order-${skuOf(entry.choice)}`)}</span><div><p class="order-name">${entry.choice.product.fullName[locale]}</p><p class="note">${describe(entry, locale)}</p></div></div>`,
  )}</div>`;
}
