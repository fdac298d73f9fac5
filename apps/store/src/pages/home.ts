import { money } from "@fenqi/words";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { PRODUCTS } from "../products/all.ts";
import { drawing } from "../products/drawing.ts";
import { chooseFrom } from "../products/find.ts";
import type { Product } from "../products/types.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";

/** The first page: every product. */
export function homePage(visit: Visit) {
  const words = storeWords(visit.locale);
  const main = html`<div class="wide home"><h1 class="home-title">${words.intro}</h1><p class="lead">${words.introLead}</p>
<ul class="shelf">${PRODUCTS.map((product) => tile(product, visit))}</ul></div>`;
  return storeFrame(visit, { name: "home-page", title: words.intro, main });
}

/** The first of each category can be linked to. */
function anchorOf({ id, category }: Product): string {
  return PRODUCTS.find((product) => product.category === category)?.id === id ? category : id;
}

function tile(product: Product, { locale }: Visit) {
  const price = money(product.price, "CNY", locale);
  return html`<li class="card tile" id="${anchorOf(product)}"><a href="/p/${product.id}"><span class="tile-picture">${drawing(chooseFrom(product, {}))}</span><span class="tile-words"><span class="note">${storeWords(locale).categories[product.category]}</span><strong class="tile-name">${product.name[locale]}</strong><span class="quiet">${product.tagline[locale]}</span><span class="tile-price">${product.versions.length > 1 ? storeWords(locale).from(price) : price}</span></span></a></li>`;
}
