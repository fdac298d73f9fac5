import { addInterval, anchored, dayOfMonth, type EpochDay, type Interval, monthIndex } from "@fenqi/core/calendar";
import type { Fields } from "./fields.ts";

const EVERY = /^(\d+) (day|week|month|year)s?$/;
const SEMIMONTH = /^semimonth:(\d{1,2}),(\d{1,2})$/;

/** The day of the n-th repetition after the first. */
export type Repeat = (first: EpochDay, n: number) => EpochDay;

/** Reads `every`: "2 weeks", "1 month", "semimonth:1,16"; once where it is absent. Month ends keep `anchorDay`. */
export function readRepeat(entry: Fields): Repeat {
  const text = entry.optionalText("every");
  const anchorDay = entry.optionalCount("anchorDay", 1);
  if (text === undefined) return (first) => first;
  const semimonth = SEMIMONTH.exec(text);
  if (semimonth !== null) return halfMonths(Number(semimonth[1]), Number(semimonth[2]));
  const parts = EVERY.exec(text);
  if (parts === null) return entry.fail("every", 'must be like "2 weeks", "1 month" or "semimonth:1,16"');
  const years = parts[2] === "year";
  const interval: Interval = {
    every: Number(parts[1]) * (years ? 12 : 1),
    unit: years ? "month" : (parts[2] as Interval["unit"]),
  };
  return (first, n) => addInterval(first, interval, n, anchorDay);
}

/** Two days of each month in turn. */
function halfMonths(early: number, late: number): Repeat {
  return (first, n) => {
    const halves = monthIndex(first) * 2 + (dayOfMonth(first) >= late ? 1 : 0) + n;
    return anchored(Math.floor(halves / 2), halves % 2 === 0 ? early : late);
  };
}
