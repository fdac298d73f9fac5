import { civilFromDay, dayFromCivil, dayOf, daysInMonth, monthOf, yearOf } from "./civil.ts";
import type { EpochDay, Interval } from "./types.ts";

/** Months since year 0, so that months add up as integers. */
export type MonthIndex = number;

export function monthIndex(day: EpochDay): MonthIndex {
  const civil = civilFromDay(day);
  return yearOf(civil) * 12 + monthOf(civil) - 1;
}

export function dayOfMonth(day: EpochDay): number {
  return dayOf(civilFromDay(day));
}

/** The anchor day in a month; a month too short for it gives its last day. */
export function anchored(month: MonthIndex, anchorDay: number): EpochDay {
  const year = Math.floor(month / 12);
  const inYear = month - year * 12 + 1;
  return dayFromCivil(year, inYear, anchorDay <= 28 ? anchorDay : Math.min(anchorDay, daysInMonth(year, inYear)));
}

/**
 * The day `n` intervals after `start` (before, when `n` is negative).
 *
 * Months keep `anchorDay` (the day of `start` unless given): 31 January, 28 February, 31 March. It is never carried from
 * one result to the next, so February does not shorten what follows. Days and weeks ignore it.
 */
export function addInterval(start: EpochDay, interval: Interval, n: number, anchorDay?: number): EpochDay {
  switch (interval.unit) {
    case "day":
      return start + interval.every * n;
    case "week":
      return start + 7 * interval.every * n;
    case "month":
      return anchored(monthIndex(start) + interval.every * n, anchorDay ?? dayOfMonth(start));
  }
}
