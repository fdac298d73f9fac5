import type { Locale } from "@fenqi/shell";
import { statusWords } from "@fenqi/words/pages/status";
import { returnSentence } from "../announcement-words.ts";
import { causeTitle, insteadTitle, isPause } from "../reach.ts";
import type { Announcement, Announcements } from "../record.ts";

/**
 * iCalendar (RFC 5545): one event per pause, from its start to its expected return, or to its real one, and one per
 * announcement that stands by itself. The UID stays,
 * and SEQUENCE rises with every step, so that calendars change the event they have.
 */
export function calendar(record: Announcements, locale: Locale, origin: string): string {
  const words = statusWords(locale);
  const events = [...record.upcoming, ...record.in_force, ...record.lifted]
    .filter((each) => isPause(each) || each.kind === "inform")
    .map((each) => eventOf(each, record, locale, origin));
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Fenqi//Status//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${text(words.feedTitle(record.merchant.name[locale]))}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ...events.flat(),
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n");
}

function eventOf(each: Announcement, record: Announcements, locale: Locale, origin: string): string[] {
  const words = statusWords(locale);
  const place = { zone: record.merchant.time_zone, near: record.as_of };
  const instead = insteadTitle(each, locale);
  const until = each.state === "lifted" ? "" : returnSentence(each, place, locale);
  const said = [
    each.explanation[locale],
    ...(until ? [until] : []),
    ...(instead ? [words.instead(instead)] : []),
    words.explanation(each.explanation.id, each.explanation.version),
  ];
  const end = endOf(each);
  const changed = each.updates[0]?.at ?? each.starts_at;
  return [
    "BEGIN:VEVENT",
    `UID:${each.id}@${record.merchant.id}.fenqi`,
    `SEQUENCE:${each.updates.length}`,
    `DTSTAMP:${stamp(changed)}`,
    `LAST-MODIFIED:${stamp(changed)}`,
    `DTSTART:${stamp(each.starts_at)}`,
    ...(end !== undefined && end > each.starts_at ? [`DTEND:${stamp(end)}`] : []),
    `SUMMARY:${text(causeTitle(each, locale))}`,
    `DESCRIPTION:${text(said.join("\n"))}`,
    `URL:${origin}/status/${each.id}?lang=${locale}`,
    `STATUS:${each.back.kind === "at" || each.state === "lifted" ? "CONFIRMED" : "TENTATIVE"}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

function endOf({ lifted_at, back }: Announcement): string | undefined {
  if (lifted_at) return lifted_at;
  return back.kind === "at" ? back.at : back.kind === "window" ? back.until : undefined;
}

const stamp = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** A TEXT value: no control character but the line break, which is written out. */
const text = (value: string): string =>
  value
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replaceAll("\n", "\\n");

const LINE_OCTETS = 75;

/** No line is longer than 75 octets; a character is never cut. */
function folded(line: string): string {
  let octets = 0;
  let out = "";
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (octets + size > LINE_OCTETS) {
      out += "\r\n ";
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}
