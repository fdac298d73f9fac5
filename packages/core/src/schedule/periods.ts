import { dayCountParts, YEAR_PARTS } from "../calendar/day-count.ts";
import type { DayCount } from "../calendar/types.ts";
import { firstPeriodStart, isRegular, nominalDueDays } from "./due-days.ts";
import type { ScheduleInput } from "./types.ts";

/** For how much of a year each instalment's interest runs: `parts[k] ÷ perYear`, integers. */
export interface Periods {
  readonly parts: readonly number[];
  readonly perYear: number;
}

const INTERVALS_PER_YEAR = { month: 12, week: 52, day: 365 } as const;

/**
 * The interest periods of `count` instalments. No dates are worked out unless the day count or an odd period needs them.
 *
 * Equal months and 30/360 take a whole number of intervals as such: a month is 1/12 and a week 1/52, whatever its days.
 * An instalment at checkout bears none. Interest runs through a deferral only where the terms say so.
 */
export function interestPeriods(input: ScheduleInput, count: number): Periods {
  const dayCount = input.terms.day_count ?? "equal_months";
  if (isRegular(input) && countsWholeIntervals(dayCount, input)) return regularPeriods(input, count);
  return datedPeriods(input, count, dayCount);
}

function countsWholeIntervals(dayCount: DayCount, { interval }: ScheduleInput): boolean {
  return dayCount === "equal_months" || (dayCount === "30/360" && interval.unit === "month");
}

function regularPeriods({ terms, interval, count: intervals }: ScheduleInput, count: number): Periods {
  const parts = new Array<number>(count);
  for (let k = 0; k < count; k++) parts[k] = interval.every;
  const first = terms.first_at_checkout === true ? 1 : 0;
  if (first === 1) parts[0] = 0;
  const deferred = terms.deferred_interest === true ? (terms.deferred_periods ?? 0) : 0;
  if (first < count) parts[first] = interval.every * (deferred + (terms.repayment === "bullet" ? intervals : 1));
  return { parts, perYear: INTERVALS_PER_YEAR[interval.unit] };
}

function datedPeriods(input: ScheduleInput, count: number, dayCount: DayCount): Periods {
  const days = nominalDueDays(input, count);
  const parts = new Array<number>(count);
  const first = input.terms.first_at_checkout === true ? 1 : 0;
  if (first === 1) parts[0] = 0;
  let from = input.terms.deferred_interest === true ? input.start : firstPeriodStart(input);
  for (let k = first; k < count; k++) {
    const to = days[k]!;
    parts[k] = to > from ? dayCountParts(dayCount, from, to) : 0;
    from = to;
  }
  return { parts, perYear: YEAR_PARTS[dayCount] };
}
