import { countsTitle, fullTitle, returnWords } from "@fenqi/words";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { optionIn, type Quote, ZONE } from "../quote/ask.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";

export interface HelpAbout {
  /** The missing way that help is asked for. */
  readonly offer: string | undefined;
  /** A reminder was asked for, not help. */
  readonly wish: boolean;
}

/** Help from a missing way: its reason, the ways out, the code to read out, and when somebody answers. */
export function helpPage(visit: Visit, quote: Quote | undefined, { offer, wish }: HelpAbout) {
  const words = storeWords(visit.locale);
  const title = wish ? words.wishTitle : words.helpTitle;
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${wish ? words.wish : words.helpLead}</p>${
    quote ? html`<p>${words.quoteCode} <strong class="mono">${quote.code}</strong></p>` : ""
  }${quote && offer ? about(visit, quote, offer) : ""}${wish && quote && offer ? reminder(visit, quote, offer) : ""}${wish ? "" : html`<p><a class="button" href="${supportAddress(quote, offer)}">${words.message}</a></p>`}
<div class="actions"><a class="button plain" href="/checkout">${words.toCheckout}</a><a class="button plain" href="/status">${words.status}</a></div></div>`;
  return storeFrame(visit, { name: "help-page", title, main, back: "/checkout" });
}

/** One notice and no more: confirmed by a link, and erased once it was sent. Works without JavaScript. */
function reminder({ locale }: Visit, quote: Quote, offer: string) {
  const words = storeWords(locale);
  return html`<form class="card order reminder" method="post" action="/waitlist"><input type="hidden" name="token" value="${quote.token}"><input type="hidden" name="offer" value="${offer}"><label for="address">${words.mailAddress}</label><input id="address" name="address" type="email" autocomplete="email" required><button class="button">${words.notify}</button><p class="note">${words.notifyOnce}</p></form>`;
}

/** What became of the wish to be told. */
export function wishTakenPage(visit: Visit, taken: boolean) {
  const words = storeWords(visit.locale);
  const title = taken ? words.wishAsked : words.wishRefused;
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${taken ? words.wishAskedText : words.wishRefusedText}</p><div class="actions"><a class="button" href="/checkout">${words.toCheckout}</a></div></div>`;
  return storeFrame(visit, { name: "help-page", title, main, back: "/checkout" });
}

function about({ locale }: Visit, quote: Quote, offer: string) {
  const words = storeWords(locale);
  const way = quote.missing.find((each) => each.offer === offer);
  if (!way) return "";
  const out = way.alternatives.slice(0, 3).flatMap(({ option: id }) => optionIn(quote, id) ?? []);
  const back = returnWords(way.back, quote.created_at, ZONE, locale);
  return html`<section class="card order" aria-labelledby="about"><h2 id="about">${countsTitle(way, way.count ? [way.count] : [], locale)}</h2>${way.causes.map((cause) => html`<p>${cause.explanation.text}</p>`)}${back ? html`<p>${back}</p>` : ""}${
    out.length > 0
      ? html`<div><h3>${words.waysOut}</h3><ul>${out.map((option) => html`<li><a href="/checkout?option=${option.id}">${fullTitle(option, locale, option.badges.includes("interest_free"))}</a></li>`)}</ul></div>`
      : ""
  }</section>`;
}

/** Where reasons stand by the quote's code, and messages are written. */
function supportAddress(quote: Quote | undefined, offer: string | undefined): string {
  if (!quote) return "/support";
  return `/support?${new URLSearchParams({ code: quote.code, ...(offer ? { offer } : {}) })}`;
}
