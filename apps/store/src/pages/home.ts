import { money } from "@fenqi/words";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { CATEGORIES, PRODUCTS } from "../products/all.ts";
import { drawing } from "../products/drawing.ts";
import { chooseFrom } from "../products/find.ts";
import type { Category, Product } from "../products/types.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";

/** The first page: every product, by category. */
export function homePage(visit: Visit) {
  const words = storeWords(visit.locale);
  const main = html`<div class="wide home"><h1 class="home-title">${words.intro}</h1><p class="lead">${words.introLead}</p>
${CATEGORIES.map((category) => shelf(category, visit))}</div>`;
  return storeFrame(visit, { name: "home", title: words.intro, main });
}

function shelf(category: Category, visit: Visit) {
  const products = PRODUCTS.filter((product) => product.category === category);
  return html`<section id="${category}" aria-labelledby="${category}-title"><h2 id="${category}-title">${storeWords(visit.locale).categories[category]}</h2><ul class="shelf">${products.map((product) => tile(product, visit))}</ul></section>`;
}

function tile(product: Product, { locale }: Visit) {
  const price = money(product.price, "CNY", locale);
  return html`<li class="card tile"><a href="/p/${product.id}"><span class="tile-picture">${drawing(chooseFrom(product, {}))}</span><span class="tile-words"><strong class="tile-name">${product.name[locale]}</strong><span class="quiet">${product.tagline[locale]}</span><span class="tile-price">${product.versions.length > 1 ? storeWords(locale).from(price) : price}</span></span></a></li>`;
}
