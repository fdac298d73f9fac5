import { icon } from "@fenqi/shell";
import { money } from "@fenqi/words";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { unitPrice } from "../products/find.ts";
import type { Choice } from "../products/types.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";

/** The comparison on a page of its own. `element` is the drawn comparison. */
export function comparePage(visit: Visit, choice: Choice, element: unknown) {
  const { locale } = visit;
  const words = storeWords(locale);
  const { product, version } = choice;
  const name = [product.fullName[locale], version.name[locale], money(unitPrice(choice), "CNY", locale)];
  const back = `/p/${product.id}?colour=${choice.colour.id}&version=${version.id}`;
  const main = html`<h1 class="visually-hidden">${words.compare}</h1><div class="wide compare-main"><p class="compare-goods quiet">${icon("phone", 18)}${name.join(words.comma)}</p>${element}</div>`;
  return storeFrame(visit, {
    name: "compare-page",
    title: words.compare,
    main,
    back,
    nav: [
      { href: back, text: words.backToGoods },
      { href: "/status", text: words.status },
      { href: "/help", text: words.help },
    ],
  });
}
