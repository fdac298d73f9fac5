import type { EpochDay, IsoDate } from "./types.ts";

/** Days from 0000-03-01 to 1970-01-01. Counting years from March puts the leap day last. */
const MARCH_0000 = 719_468;
const DAYS_PER_ERA = 146_097;

/**
 * A civil date in one integer, `year × 512 + month × 32 + day`, so that reading a date allocates nothing.
 * Read it with {@link yearOf}, {@link monthOf} and {@link dayOf}.
 */
export type CivilDate = number;

export const yearOf = (civil: CivilDate): number => civil >> 9;
export const monthOf = (civil: CivilDate): number => (civil >> 5) & 15;
export const dayOf = (civil: CivilDate): number => civil & 31;

/** Source: H. Hinnant, "chrono-compatible low-level date algorithms", proleptic Gregorian. */
export function civilFromDay(day: EpochDay): CivilDate {
  const shifted = day + MARCH_0000;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra =
    ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + (yearOfEra >> 2) - ((yearOfEra / 100) | 0));
  const shiftedMonth = ((5 * dayOfYear + 2) / 153) | 0;
  const dayOfMonth = dayOfYear - (((153 * shiftedMonth + 2) / 5) | 0) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year * 512 + month * 32 + dayOfMonth;
}

/** The day of a civil date. `month` is 1–12 and `day` exists in it. */
export function dayFromCivil(year: number, month: number, day: number): EpochDay {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  const dayOfEra = yearOfEra * 365 + (yearOfEra >> 2) - ((yearOfEra / 100) | 0) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - MARCH_0000;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** ISO weekday, 1 = Monday. */
export function weekday(day: EpochDay): number {
  const sinceMonday = (day + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for `YYYY-MM-DD` that names a day of the calendar, 0001–9999. */
export function isIsoDate(text: string): boolean {
  const parts = ISO_DATE.exec(text);
  if (parts === null) return false;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Throws RangeError when `text` is not an {@link isIsoDate | ISO date}. */
export function toEpochDay(text: IsoDate): EpochDay {
  if (!isIsoDate(text)) throw new RangeError(`${JSON.stringify(text)} is not a date like 2026-11-22`);
  return dayFromCivil(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

/** `00` to `99`. */
export const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => (n < 10 ? `0${n}` : `${n}`));

/** Days of 1970–2079 as they were last written: schedules ask for the same few hundred again and again. */
const WRITTEN_DAYS = 40_177;
const WRITTEN = new Array<IsoDate | undefined>(WRITTEN_DAYS);

/** Throws RangeError when the day lies outside the years 1–9999. */
export function toIsoDate(day: EpochDay): IsoDate {
  if (!(day >= 0 && day < WRITTEN_DAYS)) return writeIsoDate(day);
  const written = WRITTEN[day];
  if (written !== undefined) return written;
  const text = writeIsoDate(day);
  WRITTEN[day] = text;
  return text;
}

function writeIsoDate(day: EpochDay): IsoDate {
  const civil = civilFromDay(day);
  const year = yearOf(civil);
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`day ${day} lies outside the years 1 to 9999`);
  const century = TWO_DIGITS[(year / 100) | 0];
  return `${century}${TWO_DIGITS[year % 100]}-${TWO_DIGITS[monthOf(civil)]}-${TWO_DIGITS[dayOf(civil)]}`;
}
