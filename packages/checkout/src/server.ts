import { CHECKOUT_WORDS } from "@fenqi/words/checkout";
import type { Locale } from "@fenqi/words/locale";
import { type ElementRenderer, render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { html, type TemplateResult } from "lit/html.js";
import type { Cart, Comparison, Option, Quote } from "./quote.ts";
import type { Embedded } from "./setting.ts";
import { compareStyle } from "./sheets/compare-styles.ts";
import { compare } from "./sheets/compare-view.ts";
import { costTable } from "./sheets/cost-table.ts";
import { review } from "./sheets/review-sheet.ts";
import { reviewStyle } from "./sheets/review-styles.ts";
import { sheet } from "./sheets/styles.ts";
import { base, list, messageStyle, pageStyle, tokens } from "./styles.ts";
import { chosen } from "./view/chosen.ts";
import { message } from "./view/message.ts";
import { missing } from "./view/missing.ts";
import { hatch } from "./view/strip.ts";
import { changes, restored } from "./view/told.ts";
import type { Agreement, Setting, View } from "./view/view.ts";
import { ways } from "./view/ways.ts";

/** What every drawn page is told. The page's policy needs `nonce` in `style-src`; no inline style attribute is ever written. */
export interface Page {
  readonly locale: Locale;
  readonly nonce?: string;
  readonly theme?: "light" | "dark";
  /** IANA zone in which instants are shown; Beijing's where not named. */
  readonly zone?: string;
  /** The store's name, for "‹store› covers the cost". */
  readonly store?: string;
  readonly helpHours?: string;
  readonly replyHours?: string;
}

/** What the element asks with, once its script has come. */
export interface Asking {
  /** Base address of the API; the page's own origin where absent. */
  readonly src?: string;
  /** Publishable key. */
  readonly key?: string;
  readonly market?: string;
  readonly channel?: string;
}

export interface CheckoutPage extends Page, Asking {
  readonly quote: Quote;
  /** Receives the form: `token`, `option` and one of `step=review|confirm`, `use`, `notify`, `ask`. Answer by 303. */
  readonly action: string;
  readonly cart?: Cart;
  readonly selected?: string;
  /** The selected option whole, so that its strip and schedule stand without a script. */
  readonly detail?: Option;
  readonly agreements?: readonly Agreement[];
  /** Markup for the element's `order` slot: the page's own picture of the goods. Trusted, inserted as it is. */
  readonly order?: string;
}

/** `<fenqi-checkout>` as HTML, whole without a script: a real form in a declarative shadow root. */
export function renderCheckout(page: CheckoutPage): string {
  const { quote, cart, selected, detail, agreements, action, order } = page;
  const data: Embedded = defined({ cart, quote, selected, detail, agreements });
  const view = viewOf(page, { cart, action, selected, detail, agreements });
  return element("fenqi-checkout", { ...asking(page), action }, page, {
    data,
    styles: [tokens, base, list],
    view: ways(view),
    slotted: order ?? "",
  });
}

export interface MessagePage extends Page, Asking {
  readonly quote: Quote;
  readonly cart?: Cart;
  /** Where the compare link leads without a script. */
  readonly href: string;
  /** What the goods are thought to sell for after use, in minor units: the comparison starts from it. */
  readonly resale?: number;
}

/** `<fenqi-message>` as HTML. */
export function renderMessage(page: MessagePage): string {
  const { quote, cart, href, resale } = page;
  return element("fenqi-message", { ...asking(page), href, resale: resale?.toString() }, page, {
    data: defined({ cart, quote }),
    styles: [tokens, base, messageStyle],
    view: message(settingOf(page), quote, href),
  });
}

export interface ReviewPage extends Page {
  readonly quote: Quote;
  /** Whole: with schedule and disclosure. */
  readonly option: Option;
  /** Receives `token`, `option`, `agreed` and `step=confirm|back`. Answer by 303. */
  readonly action: string;
  readonly agreements?: readonly Agreement[];
}

/** The review sheet as a page of its own. Only the server counts the reading time there. */
export function renderReviewPage(page: ReviewPage): string {
  const { action, agreements, option } = page;
  const view = viewOf(page, { action, agreements });
  return element("div", {}, page, {
    styles: [tokens, base, list, sheet, reviewStyle, pageStyle],
    view: html`${hatch}${review(view, option, {})}`,
  });
}

/** The cost table alone, for a page that tells what was agreed. */
export function renderCostTable(page: Omit<ReviewPage, "action" | "agreements">): string {
  return element("div", {}, page, {
    styles: [tokens, base, list, sheet, reviewStyle, pageStyle],
    view: html`${costTable(viewOf(page, {}), page.option)}`,
  });
}

export interface ComparePage extends Page {
  readonly quote: Quote;
  readonly comparison: Comparison;
  /** Receives `token`, `months`, `resale` (in major units) and `step=compare`, or `option`. Answer by 303. */
  readonly action: string;
}

/** The compare sheet as a page of its own. */
export function renderComparePage(page: ComparePage): string {
  const { comparison: shown, action, quote } = page;
  const { months, resale } = shown;
  const view = compare({ ...settingOf(page), action }, quote, {
    asked: { months, resale },
    shown,
    note: "",
    width: 960,
  });
  return element("div", {}, page, { styles: [tokens, base, list, sheet, compareStyle, pageStyle], view });
}

interface Drawn {
  readonly data?: Embedded;
  readonly styles: readonly string[];
  readonly view: TemplateResult;
  readonly slotted?: string;
}

function element(name: string, own: Record<string, string | undefined>, page: Page, drawn: Drawn): string {
  const { locale, zone, store, theme, helpHours, replyHours, nonce } = page;
  const told =
    name === "div" ? { theme } : { locale, zone, store, theme, "help-hours": helpHours, "reply-hours": replyHours };
  const attributes = Object.entries({ ...own, ...told })
    .map(([key, value]) => (value === undefined ? "" : ` ${key}="${quoted(value)}"`))
    .join("");
  // `<` never stands in a script's data, so nothing in a quote can end the element early.
  const data = drawn.data
    ? `<script type="application/json">${JSON.stringify(drawn.data).replaceAll("<", "\\u003c")}</script>`
    : "";
  const style = `<style${nonce ? ` nonce="${quoted(nonce)}"` : ""}>${drawn.styles.join("")}</style>`;
  return `<${name}${attributes}><template shadowrootmode="open">${style}${markup(drawn.view)}</template>${data}${drawn.slotted ?? ""}</${name}>`;
}

/**
 * The template as HTML, without the marks that only a hydration would read: the element draws afresh.
 * A slot may only be drawn inside an element's tree; the host is ours to write, so an empty one stands in its place.
 */
function markup(view: TemplateResult): string {
  const host = {} as ElementRenderer;
  const drawn = collectResultSync(render(view, { customElementHostStack: [host] }));
  return drawn.replace(/<!--\/?lit-(?:part|node)[^>]*-->|<\?>/g, "");
}

function settingOf({ locale, zone, store }: Page): Setting {
  return { locale, zone: zone ?? "Asia/Shanghai", store };
}

function viewOf(page: Page & { readonly quote: Quote }, more: Partial<View>): View {
  const { locale, quote, helpHours, replyHours } = page;
  const words = CHECKOUT_WORDS[locale];
  return { ...settingOf(page), words, quote, helpHours, replyHours, chosen, missing, changes, restored, ...more };
}

function asking({ src, key, market, channel }: Asking): Record<string, string | undefined> {
  return { src, key, market, channel };
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}

function quoted(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
