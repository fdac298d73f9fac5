import { civilFromDay, dayFromCivil, dayOf, isLeapYear, monthOf, yearOf } from "./civil.ts";
import type { DayCount, EpochDay } from "./types.ts";
import { wholeUnitsBack } from "./whole-units.ts";

/**
 * Parts of a year that each day count works in: a span is `dayCountParts(…) ÷ YEAR_PARTS[…]` years, both integers, so
 * that interest stays exact until its rounding. ACT/ACT has 365 × 366 parts, equal months 12 × 365.
 */
export const YEAR_PARTS: Readonly<Record<DayCount, number>> = {
  equal_months: 4380,
  "30/360": 360,
  "act/365f": 365,
  "act/360": 360,
  "act/act_isda": 133_590,
};

/**
 * How much of a year lies from `from` to `to`, in {@link YEAR_PARTS}. `to` is not before `from`.
 *
 * `equal_months`: whole months counted back from `to`, each a twelfth, and the days left at the start over 365.
 * `30/360`: every month has 30 days (bond basis). `act/act_isda`: days of a leap year over 366, others over 365.
 * Source: docs/rules/calendar.md
 */
export function dayCountParts(dayCount: DayCount, from: EpochDay, to: EpochDay): number {
  switch (dayCount) {
    case "equal_months": {
      const { whole, rest } = wholeUnitsBack(from, to, "month");
      return whole * 365 + rest * 12;
    }
    case "30/360":
      return days30(from, to);
    case "act/365f":
    case "act/360":
      return to - from;
    case "act/act_isda":
      return isdaParts(from, to);
  }
}

/** Bond basis: the 31st counts as the 30th at the start, and at the end when the start is on the 30th or 31st. */
function days30(from: EpochDay, to: EpochDay): number {
  const start = civilFromDay(from);
  const end = civilFromDay(to);
  const startDay = Math.min(dayOf(start), 30);
  const endDay = startDay === 30 ? Math.min(dayOf(end), 30) : dayOf(end);
  return (yearOf(end) - yearOf(start)) * 360 + (monthOf(end) - monthOf(start)) * 30 + endDay - startDay;
}

function isdaParts(from: EpochDay, to: EpochDay): number {
  let parts = 0;
  let at = from;
  for (let year = yearOf(civilFromDay(from)); at < to; year++) {
    const newYear = dayFromCivil(year + 1, 1, 1);
    const until = Math.min(newYear, to);
    parts += (until - at) * (isLeapYear(year) ? 365 : 366);
    at = until;
  }
  return parts;
}
