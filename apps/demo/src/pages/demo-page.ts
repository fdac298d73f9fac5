import { frame, icon, type Locale, type Theme } from "@fenqi/shell";
import { demoWords } from "@fenqi/words/pages/demo";
import { html } from "@lit-labs/ssr";
import { DEMO_STYLE, moduleAddress } from "../look.ts";
import type { Scene } from "../stage.ts";
import { STORIES } from "../story/stories.ts";
import { STEPS } from "../story/types.ts";
import type { DemoQuote, Places } from "./places.ts";
import { recordPane } from "./record-pane.ts";
import { momentOf, strip } from "./strip.ts";

export interface DemoVisit {
  readonly locale: Locale;
  readonly theme: Theme | undefined;
  readonly url: string;
}

export interface DemoState {
  readonly scene: Scene;
  readonly quote: DemoQuote;
  readonly places: Places;
  readonly failed: boolean;
}

/** The split view: the checkout, the status page, and the one record that both speak from. */
export function demoPage(visit: DemoVisit, state: DemoState) {
  const words = demoWords(visit.locale);
  const main = html`<div class="stage-head"><div class="wide">${controls(visit, state)}${strip(state, visit.locale)}</div></div>
<div class="wide panes">${pane(state, visit, "checkout")}${pane(state, visit, "status")}${recordPane(state, visit.locale)}</div>`;
  return frame({
    locale: visit.locale,
    url: visit.url,
    title: `${words.title} · ${words.brand}`,
    name: "demo-page",
    brand: { href: "/demo", text: words.brand, note: words.note },
    nav: [
      { href: "/", text: words.store },
      { href: "/status", text: words.status },
      { href: "/demo/outbox", text: words.outbox },
      { href: "/support", text: words.help },
      { href: "/docs", text: words.docs },
    ],
    tools: themeLink(visit),
    main,
    styles: [DEMO_STYLE.path],
    modules: moduleAddress("demo.js"),
    ...(visit.theme ? { theme: visit.theme } : {}),
  });
}

function themeLink({ locale, theme }: DemoVisit) {
  const words = demoWords(locale);
  const to = theme === "dark" ? "light" : "dark";
  return html`<a class="head-tool" href="/demo?theme=${to}" aria-label="${words[to]}">${icon(to === "dark" ? "moon" : "sun")}</a>`;
}

function controls({ locale }: DemoVisit, { scene, failed }: DemoState) {
  const words = demoWords(locale);
  const done = scene.position >= STEPS.length;
  const step = (go: "previous" | "next", to: number) =>
    html`<button class="button plain tool" name="position" value="${to}" data-go="${go}" aria-label="${words[go]}">${icon(go)}</button>`;
  return html`<form id="controls" class="controls" method="post" action="/demo/play">
<h1>${words.title}</h1>
<label class="visually-hidden" for="story">${words.story}</label><select id="story" name="story">${STORIES.map(
    (story) =>
      story.id === scene.story.id
        ? html`<option value="${story.id}" selected>${story.title[locale]}</option>`
        : html`<option value="${story.id}">${story.title[locale]}</option>`,
  )}</select>
<span class="moment" id="moment">${momentOf(scene, locale)}</span>
<span class="tools">${step("previous", Math.max(scene.position - 1, 0))}
<button class="button" name="position" value="${done ? 1 : scene.position + 1}" data-go="play" data-play="${words.play}" data-again="${words.again}" data-stop="${words.stop}">${icon("replay")}<span>${done ? words.again : words.play}</span></button>
${step("next", Math.min(scene.position + 1, STEPS.length))}
<button class="button plain tool" type="button" data-go="speed" data-label="${words.speedLabel(0).replace("0", "{}")}" hidden>${words.speed(1)}</button></span>
<p id="problem" class="problem" role="status">${failed ? words.failed : ""}</p></form>`;
}

function pane({ scene, quote }: DemoState, { locale }: DemoVisit, which: "checkout" | "status") {
  const words = demoWords(locale);
  const name = which === "checkout" ? words.checkout : words.statusPane;
  const query =
    which === "checkout"
      ? `about=${quote.about}&option=${quote.chosen}&v=${scene.revision}-${scene.position}`
      : `pane=1&v=${scene.revision}-${scene.position}`;
  const path = which === "checkout" ? "/demo/checkout" : "/status";
  return html`<section class="card stage-pane ${which}" aria-labelledby="${which}-name"><header><h2 class="pane-name" id="${which}-name">${icon(which === "checkout" ? "phone" : "pulse")}${name}</h2><a class="mono" href="/${which}">/${which}</a></header><div class="pane-body"><iframe id="${which}-pane" src="${path}?${query}" title="${words.paneTitle(name)}"></iframe></div></section>`;
}
