import { frame, type Locale, type Theme } from "@fenqi/shell";
import { demoWords } from "@fenqi/words/pages/demo";
import { statesWords } from "@fenqi/words/pages/states";
import { html } from "@lit-labs/ssr";
import { DEMO_STYLE } from "../look.ts";
import { type ShownState, STATES } from "./all.ts";

/** The list of all states, each with what it should look like and a link to it. */
export function statesPage({ locale, theme }: { readonly locale: Locale; readonly theme: Theme | undefined }) {
  const words = statesWords(locale);
  const shell = demoWords(locale);
  const row = ({ screen, state, told, href }: ShownState) =>
    html`<tr><th scope="row">${words.screens[screen]}</th><td>${words.states[state]}</td><td>${words.told[told]}</td><td><a href="${href}" aria-label="${words.open}: ${words.screens[screen]}, ${words.states[state]}">${words.open}</a></td></tr>`;
  return frame({
    locale,
    url: "/demo/states",
    title: `${words.title} · ${shell.brand}`,
    name: "states-page",
    brand: { href: "/demo", text: shell.brand, note: shell.note },
    nav: [
      { href: "/", text: shell.store },
      { href: "/status", text: shell.status },
      { href: "/console", text: words.screens.console },
    ],
    main: html`<div class="wide states"><h1>${words.title}</h1><p class="quiet">${words.lead}</p><div class="states-scroll" tabindex="0" role="region" aria-label="${words.title}"><table><thead><tr><th scope="col">${words.screen}</th><th scope="col">${words.state}</th><th scope="col">${words.behaviour}</th><td></td></tr></thead><tbody>${STATES.map(row)}</tbody></table></div></div>`,
    styles: [DEMO_STYLE.path],
    ...(theme ? { theme } : {}),
  });
}
