import { html } from "@lit-labs/ssr";
import type { Choice, Colour } from "./types.ts";

const SUN = "#cf9b49";
const EDGE = "#16211f";

/** Five ridges across `width`, the last one filling down to `bottom`; `top` is where the first begins. */
function ridges(colour: Colour, x: number, width: number, top: number, bottom: number) {
  const step = (bottom - top) / 5.3;
  return colour.waves.map((hue, index) => {
    const y = top + index * step;
    const swing = step * (1 - index * 0.11);
    const at = (part: number) => Math.round(x + width * part);
    const d = `M${x} ${Math.round(y + swing * 0.4)}C${at(0.14)} ${Math.round(y - swing * 0.2)} ${at(0.22)} ${Math.round(y - swing * 0.75)} ${at(0.32)} ${Math.round(y - swing * 0.7)}S${at(0.52)} ${Math.round(y + swing * 0.55)} ${at(0.64)} ${Math.round(y + swing * 0.4)}S${at(0.86)} ${Math.round(y - swing * 0.65)} ${x + width} ${Math.round(y - swing * 0.55)}V${bottom}H${x}Z`;
    return html`<path d="${d}" fill="${hue}"></path>`;
  });
}

/** The time on a screen: only in a whole picture, where no link takes its name from it. */
function clock(x: number, y: number, size: number, place: string) {
  if (place !== "picture") return "";
  return html`<text x="${x}" y="${y}" text-anchor="middle" font-size="${size}" font-weight="500" fill="#233230" font-family="IBM Plex Sans, sans-serif">10:28</text>`;
}

function phoneBack({ colour, product }: Choice, place: string) {
  const clip = `${place}-${product.id}-phoneBack`;
  return html`<clipPath id="${clip}"><rect x="204" y="120" width="366" height="740" rx="62"></rect></clipPath>
<g clip-path="url(#${clip})"><rect x="204" y="120" width="366" height="740" fill="${colour.back}"></rect><circle cx="462" cy="346" r="34" fill="${SUN}"></circle>${ridges(colour, 204, 366, 490, 860)}</g>
<rect x="204" y="120" width="366" height="740" rx="62" fill="none" stroke="${EDGE}" stroke-width="7"></rect>
<rect x="234" y="154" width="126" height="140" rx="32" fill="#2a3635"></rect>
<g fill="#0c1313" stroke="#5d6f6b" stroke-width="4"><circle cx="270" cy="194" r="23"></circle><circle cx="322" cy="194" r="23"></circle><circle cx="270" cy="254" r="23"></circle></g><circle cx="322" cy="254" r="9" fill="#e9efe6"></circle>`;
}

function phoneFront({ colour, product }: Choice, place: string) {
  const clip = `${place}-${product.id}-phoneFront`;
  return html`<clipPath id="${clip}"><rect x="474" y="202" width="328" height="660" rx="54"></rect></clipPath>
<g clip-path="url(#${clip})"><rect x="474" y="202" width="328" height="660" fill="${colour.back}"></rect><circle cx="704" cy="404" r="30" fill="${SUN}"></circle>${ridges(colour, 474, 328, 524, 862)}<rect x="591" y="836" width="94" height="6" rx="3" fill="#e9efe6"></rect></g>
<rect x="474" y="202" width="328" height="660" rx="54" fill="none" stroke="${EDGE}" stroke-width="7"></rect>
<circle cx="637" cy="238" r="9" fill="#0c1313"></circle>${clock(637, 334, 52, place)}`;
}

function laptop({ colour, product }: Choice, place: string) {
  const clip = `${place}-${product.id}-laptop`;
  return html`<clipPath id="${clip}"><rect x="214" y="226" width="572" height="384" rx="22"></rect></clipPath>
<g clip-path="url(#${clip})"><rect x="214" y="226" width="572" height="384" fill="${colour.back}"></rect><circle cx="640" cy="330" r="32" fill="${SUN}"></circle>${ridges(colour, 214, 572, 390, 610)}</g>
<rect x="214" y="226" width="572" height="384" rx="22" fill="none" stroke="${EDGE}" stroke-width="8"></rect>
<path d="M214 614h572l84 92a14 14 0 0 1-12 24H142a14 14 0 0 1-12-24Z" fill="${colour.swatch}" stroke="${EDGE}" stroke-width="7" stroke-linejoin="round"></path><path d="M430 686h140" stroke="${EDGE}" stroke-width="7" stroke-linecap="round"></path>`;
}

function watch({ colour, product }: Choice, place: string) {
  const clip = `${place}-${product.id}-watch`;
  return html`<path d="M396 330l22-170h164l22 170ZM396 670l22 170h164l22-170Z" fill="${colour.waves[3]}" stroke="${EDGE}" stroke-width="7" stroke-linejoin="round"></path>
<clipPath id="${clip}"><rect x="346" y="316" width="308" height="368" rx="92"></rect></clipPath>
<g clip-path="url(#${clip})"><rect x="346" y="316" width="308" height="368" fill="${colour.back}"></rect>${ridges(colour, 346, 308, 520, 684)}</g>
<rect x="346" y="316" width="308" height="368" rx="92" fill="none" stroke="${EDGE}" stroke-width="9"></rect><rect x="656" y="450" width="18" height="72" rx="9" fill="${EDGE}"></rect>
${clock(500, 448, 64, place)}`;
}

function earbuds({ colour }: Choice) {
  return html`<rect x="270" y="420" width="460" height="330" rx="120" fill="${colour.swatch}" stroke="${EDGE}" stroke-width="8"></rect><path d="M270 548h460" stroke="${EDGE}" stroke-width="6"></path><circle cx="500" cy="608" r="10" fill="${colour.waves[4]}"></circle>
<g fill="${colour.back}" stroke="${EDGE}" stroke-width="8" stroke-linejoin="round"><path d="M352 240a70 70 0 0 1 126 42v8a34 34 0 0 1-34 34h-16v92h-60v-92a70 70 0 0 1-16-84Z"></path><path d="M648 240a70 70 0 0 0-126 42v8a34 34 0 0 0 34 34h16v92h60v-92a70 70 0 0 0 16-84Z"></path></g>`;
}

function charger({ colour }: Choice) {
  return html`<path d="M430 250v-90M570 250v-90" stroke="${EDGE}" stroke-width="26" stroke-linecap="round"></path><rect x="300" y="246" width="400" height="500" rx="72" fill="${colour.back}" stroke="${EDGE}" stroke-width="8"></rect><path d="M300 600h400" stroke="${EDGE}" stroke-width="5"></path><g fill="${EDGE}"><rect x="390" y="648" width="84" height="34" rx="17"></rect><rect x="526" y="648" width="84" height="34" rx="17"></rect></g><path d="M512 350l-66 108h54l-12 86 70-114h-56Z" fill="${SUN}"></path>`;
}

const DRAWINGS = { laptop, watch, earbuds, charger } as const;

/**
 * The product's picture, drawn; `view` picks a side where there are two. Decorative: its name stands beside it.
 * `place` keeps the ids inside apart where one product is drawn twice on a page.
 */
export function drawing(choice: Choice, view: "both" | "back" | "front" = "both", place = "picture") {
  const { drawing: kind } = choice.product;
  if (kind !== "phone") return svg("0 0 1000 970", DRAWINGS[kind](choice, place));
  if (view === "back") return svg("184 100 406 780", phoneBack(choice, place));
  if (view === "front") return svg("454 182 368 700", phoneFront(choice, place));
  return svg("0 0 1000 970", html`${phoneBack(choice, place)}${phoneFront(choice, place)}`);
}

function svg(viewBox: string, body: unknown) {
  return html`<svg class="drawing" viewBox="${viewBox}" aria-hidden="true" focusable="false">${body}</svg>`;
}
