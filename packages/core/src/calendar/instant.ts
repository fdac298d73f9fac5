import { dayFromCivil, daysInMonth, TWO_DIGITS, toIsoDate } from "./civil.ts";
import type { Instant } from "./types.ts";

export const MS_PER_DAY = 86_400_000;

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/**
 * Milliseconds since 1970 of an RFC 3339 instant; NaN when `text` is none. Finer digits than milliseconds are cut off.
 * A leap second (`:60`) is no instant here, because nothing that writes instants for us makes one.
 */
export function parseInstant(text: string): number {
  if (text === read.text) return read.ms;
  const ms = readInstant(text);
  read = { text, ms };
  return ms;
}

/** What was read last: a quote reads its own instant more than once. */
let read: { readonly text: string; readonly ms: number } = { text: "", ms: Number.NaN };

function readInstant(text: string): number {
  const parts = RFC_3339.exec(text);
  if (parts === null) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHour, offsetMinute] = parts;
  const y = Number(year);
  const m = Number(month);
  const d = Number(day);
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return Number.NaN;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
  if (Number(offsetHour ?? 0) > 23 || Number(offsetMinute ?? 0) > 59) return Number.NaN;
  const clock = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const offset = (Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0)) * (sign === "-" ? -60 : 60);
  const ms = Number((fraction ?? "").padEnd(3, "0").slice(0, 3));
  return dayFromCivil(y, m, d) * MS_PER_DAY + (clock - offset) * 1000 + ms;
}

/** Throws RangeError when `ms` is no whole number of milliseconds in the years 1–9999. */
export function formatInstant(ms: number): Instant {
  if (!Number.isInteger(ms)) throw new RangeError(`${ms} is no instant`);
  const day = Math.floor(ms / MS_PER_DAY);
  const inDay = ms - day * MS_PER_DAY;
  const seconds = Math.floor(inDay / 1000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}:${TWO_DIGITS[seconds % 60]}`;
  const thousandths = inDay % 1000;
  const tenths = (thousandths / 10) | 0;
  return `${toIsoDate(day)}T${clock}.${TWO_DIGITS[tenths]}${thousandths - tenths * 10}Z`;
}
