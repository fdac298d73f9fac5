import type { Instant, Locale } from "@fenqi/core";

const MINUTE = 60_000;
const UNITS = { min: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE } as const;
const OFFSET = String.raw`start(?:([+-]\d+)(min|h|d))?`;
const INSTANT = new RegExp(String.raw`^@${OFFSET}(?:@(\d\d):(\d\d))?$`);
const DAY_IN_WORDS = new RegExp(String.raw`\{${OFFSET}\}`, "g");

/**
 * The instant that `@start…` means, or undefined when the text is not of that form.
 *
 * `@start-2d@10:00` is ten o'clock in `timeZone` two days before the day of `start`; without a time of day it is that
 * long from `start` itself.
 */
export function resolveInstant(text: string, start: Instant, timeZone: string): Instant | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const moved = move(start, match[1], match[2]);
  const [hour, minute] = [match[3], match[4]];
  if (hour === undefined || minute === undefined) return new Date(moved).toISOString();
  return new Date(atLocalTime(moved, Number(hour), Number(minute), timeZone)).toISOString();
}

/** Words with each `{start…}` written as the language writes that day in `timeZone`: 11月20日, 20 Nov. */
export function resolveDays(words: string, locale: Locale, start: Instant, timeZone: string): string {
  if (!words.includes("{start")) return words;
  const day = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { day: "numeric", month: "short", timeZone });
  return words.replace(DAY_IN_WORDS, (_, count?: string, unit?: string) => day.format(move(start, count, unit)));
}

function move(start: Instant, count: string | undefined, unit: string | undefined): number {
  const from = Date.parse(start);
  return count === undefined ? from : from + Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** The instant of a wall-clock time on the local day of `near`, in ms. A time that a clock change skips moves with it. */
function atLocalTime(near: number, hour: number, minute: number, timeZone: string): number {
  const offset = zoneOffset(near, timeZone);
  const localMidnight = Math.floor((near + offset) / UNITS.d) * UNITS.d;
  const wall = localMidnight + hour * UNITS.h + minute * MINUTE;
  return wall - zoneOffset(wall - offset, timeZone);
}

function zoneOffset(at: number, timeZone: string): number {
  const parts = wallClock(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return wall - Math.floor(at / MINUTE) * MINUTE;
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** A formatter is dear to make and cheap to use. */
function wallClock(timeZone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(timeZone);
  if (known) return known;
  const numeric = "numeric";
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric } as const;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...fields });
  wallClocks.set(timeZone, made);
  return made;
}
