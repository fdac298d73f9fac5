import { icon } from "@fenqi/shell";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { countOf } from "./cart/basket.ts";
import type { Visit } from "./visit.ts";

/** The bag in the header, with the number of things in it. */
export function bagLink(visit: Visit) {
  const count = countOf(visit.basket);
  return html`<a class="head-tool bag" href="/cart" aria-label="${storeWords(visit.locale).bag(count)}">${icon("bag", 22)}${count > 0 ? html`<span class="bag-count" aria-hidden="true">${count}</span>` : ""}</a>`;
}
