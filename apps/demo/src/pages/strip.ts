import type { Locale } from "@fenqi/shell";
import { countsTitle, fullTitle, moment, money } from "@fenqi/words";
import { demoWords } from "@fenqi/words/pages/demo";
import { html } from "@lit-labs/ssr";
import type { Scene } from "../stage.ts";
import { STEPS, type Step, type StoryEvent } from "../story/types.ts";
import type { DemoState } from "./demo-page.ts";

const ZONE = "Asia/Shanghai";

/** The moment of the last step, in the store's zone. */
export function momentOf(scene: Scene, locale: Locale): string {
  const last = scene.events.at(-1);
  return last ? moment(last.at, ZONE, locale) : demoWords(locale).before;
}

/** The story as a strip of four: what is done is filled, and says what happened. */
export function strip(state: DemoState, locale: Locale) {
  const { scene } = state;
  return html`<ol class="story" id="strip" data-position="${scene.position}">${STEPS.map((step, index) => {
    const event = scene.events[index];
    const name = event ? (index === scene.position - 1 ? "step done now" : "step done") : "step";
    return html`<li class="${name}" aria-current="${index === scene.position - 1 ? "step" : "false"}"><span class="bar"></span><h2>${demoWords(locale).steps[step]}</h2><span class="when">${event ? whenOf(event, locale) : ""}</span><p>${event ? noteOf(event, state, locale) : demoWords(locale).ahead[step as Step]}</p></li>`;
  })}</ol>`;
}

function whenOf(event: StoryEvent, locale: Locale): string {
  const words = demoWords(locale);
  if (event.step === "explain") return words.sameMoment;
  return event.step === "switch" ? words.onTheSpot : moment(event.at, ZONE, locale);
}

function noteOf(event: StoryEvent, { scene, quote }: DemoState, locale: Locale): string {
  const words = demoWords(locale);
  switch (event.step) {
    case "pause":
      return scene.story.kind === "demote"
        ? words.notes.demote(wayName(scene.story.offer, quote.quote, locale))
        : words.notes.pause(wayName(scene.story.offer, quote.quote, locale));
    case "explain":
      return words.notes.explain;
    case "restore":
      return words.notes.restore(event.better[locale]);
    case "switch":
      return switchNote(event, quote.quote, locale);
  }
}

function switchNote(
  event: Extract<StoryEvent, { step: "switch" }>,
  quote: DemoState["quote"]["quote"],
  locale: Locale,
): string {
  const words = demoWords(locale);
  if (event.to === null) return words.notes.noWay;
  if (event.to === event.from) return words.notes.noSwitch;
  const extra = event.extra_total;
  const change =
    extra === null
      ? ""
      : extra === 0
        ? words.same
        : (extra < 0 ? words.less : words.more)(money(Math.abs(extra), quote.currency, locale));
  return words.notes.switch(wayName(event.to, quote, locale), change);
}

/** The way's name, whether it is an option now or missing. */
function wayName(offer: string, quote: DemoState["quote"]["quote"], locale: Locale): string {
  const option = quote.options.find((each) => each.offer === offer);
  if (option) return fullTitle(option, locale, option.badges.includes("interest_free"));
  const way = quote.missing.find((each) => each.offer === offer);
  return way ? countsTitle(way, way.count ? [way.count] : [], locale) : offer;
}
