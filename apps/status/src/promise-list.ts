import type { Locale } from "@fenqi/shell";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { localDate } from "./lists.ts";
import { reachTitle } from "./reach.ts";
import type { Announcements } from "./record.ts";

type Promised = Announcements["promises"][number];
const SHOWN = 3;
const STRIP = 12;

/** Return dates that were promised, and how they came out: the kept beside the missed. */
export function promiseList(record: Announcements, locale: Locale) {
  const words = statusWords(locale);
  const { promises } = record;
  const kept = promises.filter(({ outcome }) => outcome === "kept").length;
  const strip = promises.slice(0, STRIP).reverse();
  return html`<section aria-labelledby="promises"><h2 id="promises">${words.promises}</h2><div class="card promises">${
    promises.length === 0
      ? html`<p class="quiet">${words.noPromises}</p>`
      : html`<p><strong>${kept}</strong> ${words.promisesKept(promises.length)}</p><div class="days" aria-hidden="true">${strip.map(({ outcome }) => html`<i class="${outcome === "kept" ? "held" : "planned"}"></i>`)}</div><ul>${promises.slice(0, SHOWN).map((each) => row(each, record, locale))}</ul>`
  }</div></section>`;
}

function row(promised: Promised, record: Announcements, locale: Locale) {
  const day = localDate(promised.promised_at, record.merchant.time_zone, locale);
  return html`<li><a href="/status/${promised.adjustment}">${day}</a> <span class="${promised.outcome}">${saidOf(promised, locale)}</span><span class="visually-hidden">${reachTitle({ reach: promised.reach, title: null }, locale)}</span></li>`;
}

const MINUTE_MS = 60_000;

function saidOf({ promised_at, returned_at, outcome }: Promised, locale: Locale): string {
  const words = statusWords(locale);
  if (returned_at === null) return words.missed;
  const minutes = Math.floor(Math.abs(Date.parse(returned_at) - Date.parse(promised_at)) / MINUTE_MS);
  if (outcome === "missed") return words.late(words.minutes(minutes));
  return minutes === 0 ? words.kept : words.early(words.minutes(minutes));
}
