import { type Page, renderCheckout } from "@fenqi/checkout/server";
import type { FenqiClient, Quote } from "@fenqi/client";
import { frame, type Locale, type Theme } from "@fenqi/shell";
import { demoWords } from "@fenqi/words/pages/demo";
import { html } from "@lit-labs/ssr";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { DEMO_STYLE, moduleAddress } from "../look.ts";
import { DEMO_CART, DEMO_MARKET } from "../story/demo-cart.ts";
import type { Fault } from "./faults.ts";

export const CHECKOUT_STATES = ["normal", "slow", "small", "degraded", "changed", "down"] as const;
export type CheckoutState = (typeof CHECKOUT_STATES)[number];

const DAY_MS = 86_400_000;
/** How far back the demo's catalogue is looked at for a way that was there then and is paused now. */
const DAYS_BACK = [1, 2, 3, 5, 8, 13];

/** An order of ¥9.90: below the limit of every way but full payment. */
const SMALL_CART = {
  ...DEMO_CART,
  total: 990,
  items: DEMO_CART.items.map((item) => ({ ...item, unit_amount: 990 })),
};

interface Drawn {
  readonly cart: typeof DEMO_CART;
  readonly fault: Fault;
  /** Drawn by the server; the element asks for itself without it. */
  readonly quote?: Quote;
  readonly selected?: string;
  /** Whether the page asks again after a moment, as one does that comes back to the foreground. */
  readonly again?: boolean;
}

/** The real checkout, brought into one of its states. */
export async function checkoutState(
  state: CheckoutState,
  visit: { readonly locale: Locale; readonly theme: Theme | undefined },
  client: FenqiClient,
  key: string,
  now: number,
) {
  const { locale, theme } = visit;
  const words = demoWords(locale);
  const { cart, fault, quote, selected, again } = await drawn(state, client, locale, now);
  const page: Page = { locale, zone: "Asia/Shanghai", store: words.shop, ...(theme ? { theme } : {}) };
  const src = fault === "none" ? "" : `/demo/states/api/${fault}`;
  const element = quote
    ? renderCheckout({
        ...page,
        ...DEMO_MARKET,
        key,
        src,
        quote,
        cart,
        action: "/demo/checkout",
        ...(selected ? { selected } : {}),
      })
    : `<fenqi-checkout src="${src}" key="${key}" market="${DEMO_MARKET.market}" channel="${DEMO_MARKET.channel}" locale="${locale}" action="/demo/checkout"><script type="application/json">${JSON.stringify({ cart }).replaceAll("<", "\\u003c")}</script></fenqi-checkout>`;
  return frame({
    locale,
    url: `/demo/states/checkout/${state}`,
    title: words.checkout,
    name: again ? "checkout-pane asks-again" : "checkout-pane",
    kind: "pane",
    brand: { href: "/demo", text: words.brand },
    nav: [],
    main: html`<h1 class="visually-hidden">${words.checkout}</h1><div class="wide">${unsafeHTML(element)}</div>`,
    styles: [DEMO_STYLE.path],
    modules: ["/elements/fenqi-checkout.js", ...moduleAddress("ask-again.js")],
    ...(theme ? { theme } : {}),
  });
}

async function drawn(state: CheckoutState, client: FenqiClient, locale: Locale, now: number): Promise<Drawn> {
  const ask = (at?: string) =>
    client.quote({ cart: DEMO_CART, ...DEMO_MARKET, locale, ...(at ? { at } : {}) }, { schedules: "none" });
  if (state === "slow" || state === "down") return { cart: DEMO_CART, fault: state };
  if (state === "small") return { cart: SMALL_CART, fault: "none" };
  if (state === "degraded") return { cart: DEMO_CART, fault: "down", quote: await ask(), again: true };
  if (state === "normal") return { cart: DEMO_CART, fault: "none", quote: await ask() };

  // A way that was there some days ago and is missing now, chosen then: real answers, both.
  const missing = new Set((await ask()).missing.map(({ offer }) => offer));
  for (const days of DAYS_BACK) {
    const before = await ask(new Date(now - days * DAY_MS).toISOString());
    const chosen = before.options.find(({ offer }) => missing.has(offer));
    if (chosen) return { cart: DEMO_CART, fault: "none", quote: before, selected: chosen.id, again: true };
  }
  return { cart: DEMO_CART, fault: "none" };
}
