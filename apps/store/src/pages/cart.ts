import { icon } from "@fenqi/shell";
import { money } from "@fenqi/words";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { MAX_CODE, MAX_QUANTITY } from "../cart/basket.ts";
import { GIFT_CARD } from "../cart/price.ts";
import type { PricedBasket, PricedEntry } from "../cart/types.ts";
import type { OwnVoucher } from "../cart/voucher.ts";
import { drawing } from "../products/drawing.ts";
import { skuOf } from "../products/find.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";

/** The cart: quantities, the voucher and the gift card, and what is to pay. Everything works by posting a form. */
export function cartPage(visit: Visit, basket: PricedBasket, own: readonly OwnVoucher[] = []) {
  const words = storeWords(visit.locale);
  const main = basket.entries.length === 0 ? emptyCart(visit) : fullCart(visit, basket, own);
  return storeFrame(visit, { name: "cart-page", title: words.cart, main, back: "/" });
}

function emptyCart({ locale }: Visit) {
  const words = storeWords(locale);
  return html`<div class="wide problem-page"><h1>${words.cartEmpty}</h1><p class="lead">${words.cartEmptyLead}</p><p><a class="button" href="/">${words.toGoods}</a></p></div>`;
}

function fullCart(visit: Visit, basket: PricedBasket, own: readonly OwnVoucher[]) {
  const words = storeWords(visit.locale);
  return html`<div class="wide"><h1 class="page-title">${words.cart}</h1><div class="with-aside">
<ul class="card cart-list">${basket.entries.map((entry) => cartRow(entry, visit))}</ul>
<aside class="card order" aria-labelledby="order-title"><h2 id="order-title">${words.order}</h2>${sums(visit, basket)}${voucherForm(visit, basket, own)}${extras(visit)}
<a class="button" href="/checkout">${words.checkout}</a><p class="note">${words.checkoutNote}</p></aside>
</div></div>`;
}

function cartRow(entry: PricedEntry, { locale }: Visit) {
  const words = storeWords(locale);
  const { product, colour, version } = entry.choice;
  const name = product.fullName[locale];
  const step = (quantity: number, label: string, sign: string, off: boolean) =>
    html`<button class="step" name="quantity" value="${quantity}" aria-label="${label}" ?disabled=${off}>${sign}</button>`;
  return html`<li class="cart-row"><a class="cart-picture" href="/p/${product.id}?colour=${colour.id}&amp;version=${version.id}" aria-label="${name}">${drawing(entry.choice, product.drawing === "phone" ? "back" : "both", `cart-${skuOf(entry.choice)}`)}</a>
<div class="cart-words"><h2>${name}</h2><p class="quiet">${describe(entry, locale)}</p>${entry.quantity > 1 ? html`<p class="quiet">${words.each(money(entry.unit, "CNY", locale))}</p>` : ""}</div>
<form method="post" action="/cart" class="cart-form"><input type="hidden" name="sku" value="${skuOf(entry.choice)}">
<div class="steps" role="group" aria-label="${words.quantity}">${step(entry.quantity - 1, words.fewer(name), "−", entry.quantity <= 1)}<output>${entry.quantity}</output>${step(entry.quantity + 1, words.more(name), "+", entry.quantity >= MAX_QUANTITY)}</div>
<button class="link-button" name="quantity" value="0" aria-label="${words.removeNamed(name)}">${words.remove}</button></form>
<p class="cart-amount">${money(entry.amount, "CNY", locale)}</p></li>`;
}

/** Its colour and version: 松石绿，256 GB. */
export function describe(entry: PricedEntry, locale: Visit["locale"]): string {
  const { product, colour, version } = entry.choice;
  const parts = product.versions.length > 1 ? [version.name[locale], colour.name[locale]] : [colour.name[locale]];
  return parts.join(locale === "en" ? ", " : "，");
}

/** Goods, delivery, voucher, gift card, to pay. */
export function sums(visit: Visit, basket: PricedBasket) {
  const words = storeWords(visit.locale);
  const line = (name: string, amount: number) =>
    html`<div><dt>${name}</dt><dd>${money(amount, "CNY", visit.locale)}</dd></div>`;
  return html`<dl class="sums">${line(words.goods, basket.goods)}${line(words.shipping, 0)}${basket.voucher ? line(words.voucher, basket.voucher) : ""}${basket.giftCard ? line(words.giftCard, basket.giftCard) : ""}<div class="sum-total"><dt>${words.toPay}</dt><dd>${money(basket.total, "CNY", visit.locale)}</dd></div></dl>`;
}

/** A field for a code, the shopper's own vouchers to be used with one tap, and why one does not count. */
function voucherForm({ locale, basket: { voucher } }: Visit, basket: PricedBasket, own: readonly OwnVoucher[]) {
  const words = storeWords(locale);
  const tap = (name: string, value: string, symbol: "ban" | "check", text: string) =>
    html`<form method="post" action="/cart"><button class="link-button" name="${name}" value="${value}">${icon(symbol, 18)}<span>${text}</span></button></form>`;
  if (basket.voucherCode !== null)
    return html`<div class="extras">${tap("voucher", "", "ban", words.dropVoucher)}</div>`;
  const said = basket.voucherNote && words[basket.voucherNote];
  return html`<form method="post" action="/cart" class="voucher-form"><label for="voucher">${words.voucherCode}</label><div class="voucher-row"><input id="voucher" name="voucher" maxlength="${MAX_CODE}" autocomplete="off" autocapitalize="characters" spellcheck="false" value="${voucher ?? ""}" aria-describedby="voucher-note" ?aria-invalid=${said !== null}><button class="button plain small">${words.applyVoucher}</button></div>
<p class="note" id="voucher-note" role="${said ? "alert" : "note"}">${said ?? words.voucherHint}</p></form>${
    own.length > 0
      ? html`<div class="extras">${own.map((each) => tap("voucher", each.code, "check", words.useVoucher(money(each.amount, "CNY", locale))))}</div>`
      : ""
  }`;
}

function extras({ locale, basket }: Visit) {
  const words = storeWords(locale);
  const offer = (amount: number, say: (amount: string) => string) => say(money(amount, "CNY", locale));
  const toggle = (name: string, on: boolean, text: string) =>
    html`<form method="post" action="/cart"><button class="link-button" name="${name}" value="${on ? "off" : "on"}">${icon(on ? "ban" : "check", 18)}<span>${text}</span></button></form>`;
  return html`<div class="extras">${toggle("gift_card", basket.giftCard, basket.giftCard ? words.dropGiftCard : offer(GIFT_CARD, words.useGiftCard))}</div>`;
}
