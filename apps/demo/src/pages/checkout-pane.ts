import { renderCheckout } from "@fenqi/checkout/server";
import type { FenqiClient } from "@fenqi/client";
import { frame, type Locale, type Theme } from "@fenqi/shell";
import { demoWords } from "@fenqi/words/pages/demo";
import { html } from "@lit-labs/ssr";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { DEMO_STYLE, moduleAddress } from "../look.ts";
import { DEMO_CART, DEMO_MARKET } from "../story/demo-cart.ts";
import { demoQuote } from "../story/steps.ts";

/** The real checkout on the demo's cart, as it stands in the left pane. */
export async function checkoutPane(
  visit: { readonly locale: Locale; readonly theme: Theme | undefined },
  client: FenqiClient,
  publishableKey: string,
  chosen: string,
) {
  const { locale, theme } = visit;
  const quote = await demoQuote(client, locale);
  const option = quote.options.find((each) => each.id === chosen);
  const detail =
    option && option.total !== null ? await client.option({ token: quote.token, option: option.id }) : option;
  const element = renderCheckout({
    locale,
    zone: "Asia/Shanghai",
    store: demoWords(locale).shop,
    key: publishableKey,
    ...DEMO_MARKET,
    quote,
    cart: DEMO_CART,
    action: "/demo/checkout",
    ...(theme ? { theme } : {}),
    ...(detail ? { selected: detail.id, detail } : {}),
  });
  return frame({
    locale,
    url: "/demo/checkout",
    title: demoWords(locale).checkout,
    name: "checkout-pane",
    kind: "pane",
    brand: { href: "/demo", text: demoWords(locale).brand },
    nav: [],
    main: html`<h1 class="visually-hidden">${demoWords(locale).checkout}</h1><div class="wide">${unsafeHTML(element)}</div>`,
    styles: [DEMO_STYLE.path],
    modules: ["/elements/fenqi-checkout.js", ...moduleAddress("demo-checkout.js")],
    ...(theme ? { theme } : {}),
  });
}
