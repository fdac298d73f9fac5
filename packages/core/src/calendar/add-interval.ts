import { civilFromDay, dayFromCivil, dayOf, monthOf, yearOf } from "./civil.ts";
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

/** First days of the months of 1970–2079, where nearly all due days lie, and of the month after. */
const TABLED = 1970 * 12;
const FIRST_DAYS = Array.from({ length: 110 * 12 + 1 }, (_, n) => firstDay(TABLED + n));

/** The anchor day in a month; a month too short for it gives its last day. */
export function anchored(month: MonthIndex, anchorDay: number): EpochDay {
  const n = month - TABLED;
  const first = FIRST_DAYS[n] ?? firstDay(month);
  const next = FIRST_DAYS[n + 1] ?? firstDay(month + 1);
  return Math.min(first + anchorDay, next) - 1;
}

function firstDay(month: MonthIndex): EpochDay {
  const year = Math.floor(month / 12);
  return dayFromCivil(year, month - year * 12 + 1, 1);
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
