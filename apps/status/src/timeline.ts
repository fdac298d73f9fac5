import type { Locale } from "@fenqi/shell";
import { clock, moment } from "@fenqi/words";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { type Place, stepName, stepText } from "./announcement-words.ts";
import { localDate } from "./lists.ts";
import { causeTitle, reachTitle } from "./reach.ts";
import type { Announcement, Announcements } from "./record.ts";

const SHOWN = 8;

interface Entry {
  readonly at: string;
  readonly kind: string;
  readonly name: string;
  readonly way: string;
  readonly href: string;
  readonly text: string | undefined;
}

/** Every dated step of the record, newest first. */
export function updateList(record: Announcements, locale: Locale) {
  const words = statusWords(locale);
  const zone = record.merchant.time_zone;
  const entries = [...record.in_force, ...record.lifted, ...record.upcoming]
    .flatMap((each) => entriesOf(each, { zone, near: record.as_of }, locale))
    .filter((entry) => entry.at <= record.as_of)
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, SHOWN);
  if (entries.length === 0) return "";
  return html`<section aria-labelledby="updates"><h2 id="updates">${words.updates}</h2><ol class="card updates">${entries.map(
    (entry) =>
      html`<li class="${entry.kind === "lifted" ? "update good" : "update"}"><time datetime="${entry.at}">${moment(entry.at, zone, locale, { near: record.as_of })}</time><span class="dot" aria-hidden="true"></span><div><h3>${entry.name}<a class="update-way" href="${entry.href}">${entry.way}</a></h3>${entry.text ? html`<p>${entry.text}</p>` : ""}</div></li>`,
  )}</ol></section>`;
}

function entriesOf(announcement: Announcement, place: Place, locale: Locale): Entry[] {
  const way = reachTitle(announcement, locale);
  return announcement.updates.map(({ at, kind, text }) => ({
    at,
    kind,
    name: stepName(announcement, { at, kind, text }, locale),
    way,
    href: `/status/${announcement.id}`,
    text: stepText(announcement, { at, kind, text }, place, locale),
  }));
}

/** What comes, soonest first: returns that are expected, and pauses that are planned. */
export function comingUp(record: Announcements, locale: Locale) {
  const words = statusWords(locale);
  const zone = record.merchant.time_zone;
  const returns = record.in_force.flatMap((each) =>
    each.back.kind === "at" && each.kind !== "inform"
      ? [
          {
            at: each.back.at,
            title: words.returns(reachTitle(each, locale)),
            note: words.expectedAt(clock(each.back.at, zone, locale)),
          },
        ]
      : [],
  );
  const pauses = record.upcoming.map((each) => ({
    at: each.starts_at,
    title: causeTitle(each, locale),
    note:
      each.back.kind === "at"
        ? (each.kind === "inform" ? words.span : words.fromTo)(
            clock(each.starts_at, zone, locale),
            clock(each.back.at, zone, locale),
          )
        : words.from(clock(each.starts_at, zone, locale)),
  }));
  const coming = [...returns, ...pauses]
    .filter((each) => each.at > record.as_of)
    .sort((a, b) => a.at.localeCompare(b.at));
  if (coming.length === 0) return "";
  return html`<section class="coming" aria-labelledby="upcoming"><h2 id="upcoming">${words.upcoming}</h2><ol class="card">${coming.map(
    ({ at, title, note }) =>
      html`<li><time datetime="${at}">${dayParts(at, zone, locale)}</time><div><h3>${title}</h3><p class="note">${note}</p></div></li>`,
  )}</ol></section>`;
}

function dayParts(at: string, zone: string, locale: Locale) {
  const day = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric" }).format(new Date(at));
  const rest = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    timeZone: zone,
    month: "short",
    weekday: "short",
  });
  const parts = rest.formatToParts(new Date(at)).filter((part) => part.type !== "literal");
  const month = parts.find((part) => part.type === "month")?.value;
  const weekday = parts.find((part) => part.type === "weekday")?.value;
  return html`<strong>${day}</strong><span>${month} ${weekday}</span><span class="visually-hidden">${localDate(at, zone, locale)}</span>`;
}
