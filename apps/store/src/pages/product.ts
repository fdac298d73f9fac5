import { icon } from "@fenqi/shell";
import { money } from "@fenqi/words";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { ELEMENTS_MODULE } from "../look.ts";
import { drawing } from "../products/drawing.ts";
import { unitPrice } from "../products/find.ts";
import type { Choice } from "../products/types.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";

export type View = "both" | "back" | "front";

/** One product: picture, price with the line of what it costs over time, colour, version, buy. Each choice is a link. */
export function productPage(visit: Visit, choice: Choice, view: View, message: unknown) {
  const { locale } = visit;
  const words = storeWords(locale);
  const { product, colour, version } = choice;
  const main = html`<div class="wide product">
<div class="product-pictures"><div class="product-picture">${drawing(choice, view)}</div>${product.drawing === "phone" ? thumbnails(choice, view, visit) : ""}</div>
<div class="product-facts">
<p class="quiet product-seller">${words.ownGoods}</p>
<h1 class="product-name">${product.name[locale]}</h1>
<p class="lead">${product.tagline[locale]}</p>
<p class="product-price">${money(unitPrice(choice), "CNY", locale)}</p>
<div class="product-message">${message}</div>
${colours(choice, view, visit)}
${product.versions.length > 1 ? versions(choice, view, visit) : ""}
<form class="product-buy" method="post" action="/cart/add">
<input type="hidden" name="product" value="${product.id}"><input type="hidden" name="colour" value="${colour.id}"><input type="hidden" name="version" value="${version.id}">
<button class="button" name="then" value="checkout">${words.buyNow}</button><button class="button plain" name="then" value="cart">${words.addToCart}</button>
</form>
<ul class="product-promises"><li>${icon("truck")}${words.delivery}</li><li>${icon("return")}${words.returns}</li><li>${icon("ring")}${words.desk}</li></ul>
</div></div>`;
  return storeFrame(visit, {
    name: "product-page",
    title: product.fullName[locale],
    main,
    back: "/",
    modules: [ELEMENTS_MODULE],
  });
}

function addressOf({ product, colour, version }: Choice, view: View): string {
  const query = new URLSearchParams({ colour: colour.id, version: version.id });
  if (view !== "both") query.set("view", view);
  return `/p/${product.id}?${query}`;
}

function thumbnails(choice: Choice, view: View, { locale }: Visit) {
  const words = storeWords(locale);
  const names = { both: words.bothSides, back: words.backSide, front: words.frontSide } as const;
  return html`<nav class="thumbs" aria-label="${words.views}">${(["both", "back", "front"] as const).map(
    (each) =>
      html`<a class="thumb" href="${addressOf(choice, each)}" aria-label="${names[each]}" aria-current="${each === view ? "true" : "false"}">${drawing(choice, each, `thumb-${each}`)}</a>`,
  )}</nav>`;
}

function colours(choice: Choice, view: View, { locale }: Visit) {
  return html`<div class="pick" role="group" aria-labelledby="pick-colour"><h2 id="pick-colour">${storeWords(locale).colour}</h2><div class="pick-row">${choice.product.colours.map(
    (colour) =>
      html`<a class="pick-one" href="${addressOf({ ...choice, colour }, view)}" aria-current="${colour === choice.colour ? "true" : "false"}"><svg class="swatch" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><circle cx="9" cy="9" r="8.5" fill="${colour.swatch}" stroke="#77838366"></circle></svg><span>${colour.name[locale]}</span></a>`,
  )}</div></div>`;
}

function versions(choice: Choice, view: View, { locale }: Visit) {
  const title = storeWords(locale).versions[choice.product.category];
  return html`<div class="pick" role="group" aria-labelledby="pick-version"><h2 id="pick-version">${title}</h2><div class="pick-row">${choice.product.versions.map(
    (version) =>
      html`<a class="pick-one" href="${addressOf({ ...choice, version }, view)}" aria-current="${version === choice.version ? "true" : "false"}"><span>${version.name[locale]}</span>${version.extra > 0 ? html`<span class="pick-extra">+ ${money(version.extra, "CNY", locale)}</span>` : ""}</a>`,
  )}</div></div>`;
}
