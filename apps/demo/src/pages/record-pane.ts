import { icon, type Locale } from "@fenqi/shell";
import { demoWords } from "@fenqi/words/pages/demo";
import { html } from "@lit-labs/ssr";
import { STEPS, type StoryEvent } from "../story/types.ts";
import type { DemoState } from "./demo-page.ts";

/** The one explanation: id, version, both languages, and where it was found when this page was made. */
export function recordPane(state: DemoState, locale: Locale) {
  const words = demoWords(locale);
  const [first] = state.scene.events;
  return html`<section class="card stage-pane record" id="record" aria-labelledby="record-name"><header><h2 class="pane-name" id="record-name">${icon("record")}${words.record}</h2><span class="mono quiet">/v1/announcements</span></header><div class="record-body">${
    first?.step === "pause"
      ? said(first, state, locale)
      : html`<h3>${words.oneRecord}</h3><p class="quiet">${words.noRecord}</p>`
  }</div></section>`;
}

function said(paused: Extract<StoryEvent, { step: "pause" }>, state: DemoState, locale: Locale) {
  const words = demoWords(locale);
  const { explanation } = paused;
  const restored = state.scene.events.find((event) => event.step === "restore");
  return html`<h3>${words.oneRecord}</h3><p class="note mono">${words.recordId(explanation.id, explanation.version)}</p>
<dl class="texts"><div><dt>${words.chinese}</dt><dd lang="zh-CN">${explanation["zh-CN"]}</dd></div><div><dt>${words.english}</dt><dd lang="en">${explanation.en}</dd></div></dl>
${restored?.step === "restore" ? html`<div class="notice">${icon("checkCircle")}<div><strong>${words.better}</strong><p>${restored.better[locale]}</p></div></div>` : ""}
<div class="places"><p class="note">${restored ? words.notFoundAfter : words.foundIn}</p>${ticks(state, locale)}</div>
<div class="calls"><p class="note">${words.took}</p><ol>${STEPS.slice(0, state.scene.position).map((step) => html`<li class="mono">${words.calls[step]}</li>`)}</ol></div>`;
}

function ticks({ places, scene }: DemoState, locale: Locale) {
  const words = demoWords(locale);
  if (!places) return "";
  const gone = scene.position >= STEPS.length;
  return html`<ul>${(["checkout", "status", "feed"] as const).map((place) => {
    const good = gone ? !places[place] : places[place];
    return html`<li class="${good ? "good" : "bad"}">${icon(good ? "check" : "alert", 18)}<span>${words.places[place]}</span><span class="visually-hidden">${places[place] ? words.yes : words.no}</span></li>`;
  })}</ul>`;
}
