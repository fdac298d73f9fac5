import { type Content, frame, type NavLink } from "@fenqi/shell";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { bagLink } from "./bag-link.ts";
import { STORE_STYLE } from "./look.ts";
import type { Visit } from "./visit.ts";

export interface StorePage {
  readonly name: string;
  readonly title: string;
  readonly main: Content;
  readonly nav?: readonly NavLink[];
  readonly back?: string;
  readonly modules?: readonly string[];
}

/** A page of the store in its frame: the categories, or the page's own links, and the bag. */
export function storeFrame(visit: Visit, page: StorePage) {
  const words = storeWords(visit.locale);
  return frame({
    locale: visit.locale,
    url: visit.url,
    title: `${page.title} · ${words.store}`,
    name: page.name,
    brand: { href: "/", text: words.store },
    nav: page.nav ?? shopLinks(visit),
    tools: bagLink(visit),
    main: page.main,
    styles: [STORE_STYLE.path],
    footer: html`<p>${words.desk}</p><p><a href="/orders">${words.myPlans}</a> · <a href="/status">${words.status}</a> · <a href="/demo">${words.demo}</a> · <a href="/docs">${words.docs}</a></p>`,
    ...(visit.theme ? { theme: visit.theme } : {}),
    ...(page.back ? { back: page.back } : {}),
    ...(page.modules ? { modules: page.modules } : {}),
  });
}

function shopLinks(visit: Visit): NavLink[] {
  const { categories } = storeWords(visit.locale);
  return Object.entries(categories).map(([id, text]) => ({ href: `/#${id}`, text }));
}
