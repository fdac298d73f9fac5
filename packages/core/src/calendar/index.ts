export { addInterval, anchored, dayOfMonth, monthIndex } from "./add-interval.ts";
export { adjustDay, closedDays } from "./business-day.ts";
export {
  civilFromDay,
  dayFromCivil,
  dayOf,
  daysInMonth,
  isIsoDate,
  isLeapYear,
  monthOf,
  toEpochDay,
  toIsoDate,
  weekday,
  yearOf,
} from "./civil.ts";
export { dayCountParts, YEAR_PARTS } from "./day-count.ts";
export { formatInstant, MS_PER_DAY, parseInstant } from "./instant.ts";
export { localDay } from "./local-day.ts";
export type * from "./types.ts";
export { type SpanUnit, wholeUnitsBack } from "./whole-units.ts";
