import { type IconName, icon, type Locale } from "@fenqi/shell";
import { date, moment, zoneName } from "@fenqi/words";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { reasonText, returnSentence } from "./announcement-words.ts";
import { insteadTitle, isPause, reachTitle } from "./reach.ts";
import type { Announcement, Announcements } from "./record.ts";

const CAUSE_ICONS: { readonly [cause: string]: IconName } = {
  maintenance: "wrench",
  partner_terms: "doc",
  compliance: "shield",
  business: "store",
  incident: "alert",
  risk: "info",
};

/** What is paused or gone: the way, why, what instead, when it is back. */
export function missingList(record: Announcements, locale: Locale) {
  const paused = record.in_force.filter(isPause);
  if (paused.length === 0) return html`<p class="card empty">${statusWords(locale).nothingMissing}</p>`;
  return html`<ul class="card ways">${paused.map((each) => missingRow(each, record, locale))}</ul>`;
}

function missingRow(announcement: Announcement, record: Announcements, locale: Locale) {
  const words = statusWords(locale);
  const instead = insteadTitle(announcement, locale);
  const ended = announcement.back.kind === "none";
  return html`<li class="${ended ? "way ended" : "way"}" id="${announcement.id}">${causeIcon(announcement, locale)}<div class="way-words"><h3><a href="/status/${announcement.id}">${reachTitle(announcement, locale)}</a></h3><p data-explanation="${announcement.explanation.id}@${announcement.explanation.version}">${announcement.explanation[locale]}</p>${instead ? html`<p class="quiet">${words.instead(instead)}</p>` : ""}</div><dl class="way-back"><dt>${words.back}</dt>${backLines(announcement, record, locale)}</dl></li>`;
}

function causeIcon({ cause }: Announcement, locale: Locale) {
  return html`<span class="cause">${icon(CAUSE_ICONS[cause] ?? "info", 20)}<span class="visually-hidden">${statusWords(locale).causes[cause]}</span></span>`;
}

function backLines({ back, starts_at }: Announcement, record: Announcements, locale: Locale) {
  const words = statusWords(locale);
  const zone = record.merchant.time_zone;
  const at = (instant: string, weekday = false) => moment(instant, zone, locale, { near: record.as_of, weekday });
  const lines = (first: string, second: string) => html`<dd><strong>${first}</strong><span>${second}</span></dd>`;
  switch (back.kind) {
    case "at":
      return lines(at(back.at, true), words.expected(zoneName(zone, locale)));
    case "window":
      return lines(at(back.from), words.until(at(back.until)));
    case "update_by":
      return lines(words.undecided, words.updateBy(at(back.by)));
    case "none":
      return lines(words.notBack, words.since(localDate(starts_at, zone, locale)));
  }
}

/** Ways that can be used, and what changed about them. */
export function changedList(record: Announcements, locale: Locale) {
  const changed = record.in_force.filter((each) => !isPause(each) && each.kind !== "inform");
  if (changed.length === 0) return "";
  const words = statusWords(locale);
  return html`<section aria-labelledby="changed"><h2 id="changed">${words.changed}</h2><ul class="card ways">${changed.map(
    (each) =>
      html`<li class="way ended" id="${each.id}">${causeIcon(each, locale)}<div class="way-words"><h3><a href="/status/${each.id}">${reachTitle(each, locale)}</a></h3><p>${reasonText(each, locale)}</p></div></li>`,
  )}</ul></section>`;
}

/** What the store says of itself: announcements that belong to no change. */
export function newsList(record: Announcements, locale: Locale) {
  const news = record.in_force.filter(({ kind }) => kind === "inform");
  if (news.length === 0) return "";
  const words = statusWords(locale);
  const place = { zone: record.merchant.time_zone, near: record.as_of };
  return html`<section aria-labelledby="news"><h2 id="news">${words.news}</h2><ul class="card ways">${news.map(
    (each) => {
      const until = returnSentence(each, place, locale);
      return html`<li class="way ended" id="${each.id}">${causeIcon(each, locale)}<div class="way-words"><h3><a href="/status/${each.id}">${reachTitle(each, locale)}</a></h3><p data-explanation="${each.explanation.id}@${each.explanation.version}">${each.explanation[locale]}</p>${until ? html`<p class="quiet">${until}</p>` : ""}</div></li>`;
    },
  )}</ul></section>`;
}

/** What came back within the record's reach, newest first, with what is better. */
export function restoredList(record: Announcements, locale: Locale) {
  const pauses = record.lifted.filter(isPause).slice(0, 5);
  if (pauses.length === 0) return "";
  const words = statusWords(locale);
  const zone = record.merchant.time_zone;
  return html`<section aria-labelledby="restored"><h2 id="restored">${words.restored}</h2><ul class="restored">${pauses.map(
    (each) =>
      html`<li class="notice">${icon("checkCircle")}<div><h3><a href="/status/${each.id}">${reachTitle(each, locale)}</a></h3><p>${each.better ? `${words.better}${locale === "en" ? ": " : "："}${each.better[locale]}` : words.sameTerms}</p><p class="note">${words.pausedFor(moment(each.starts_at, zone, locale), moment(each.lifted_at ?? record.as_of, zone, locale))}</p></div></li>`,
  )}</ul></section>`;
}

/** The day of an instant as its zone has it. */
export function localDate(instant: string, zone: string, locale: Locale): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(instant));
  return date(day, locale);
}
