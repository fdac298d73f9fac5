import { dayCountParts, YEAR_PARTS } from "../calendar/day-count.ts";
import type { DayCount, EpochDay, Interval } from "../calendar/types.ts";
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
  const counted = counting(dayCount, input.interval);
  const parts = new Array<number>(count);
  const first = input.terms.first_at_checkout === true ? 1 : 0;
  if (first === 1) parts[0] = 0;
  let from = input.terms.deferred_interest === true ? input.start : firstPeriodStart(input);
  for (let k = first; k < count; k++) {
    const to = days[k]!;
    if (k > first && counted.wholeInterval !== undefined) parts[k] = counted.wholeInterval;
    else parts[k] = to > from ? counted.between(from, to) : 0;
    from = to;
  }
  return { parts, perYear: counted.perYear };
}

interface Counting {
  readonly perYear: number;
  readonly between: (from: EpochDay, to: EpochDay) => number;
  /** Parts of a whole interval, where the day count takes one as such. */
  readonly wholeInterval?: number;
}

/** A day count as this interval needs it: equal weeks are 1/52 of a year and their days a seventh of that. */
function counting(dayCount: DayCount, { every, unit }: Interval): Counting {
  const days = (from: EpochDay, to: EpochDay) => to - from;
  if (dayCount === "equal_months" && unit === "week") return { perYear: 364, between: days, wholeInterval: 7 * every };
  if (dayCount === "equal_months" && unit === "day") return { perYear: 365, between: days, wholeInterval: every };
  const perYear = YEAR_PARTS[dayCount];
  const between = (from: EpochDay, to: EpochDay) => dayCountParts(dayCount, from, to);
  const whole = unit === "month" && (dayCount === "equal_months" || dayCount === "30/360");
  return whole ? { perYear, between, wholeInterval: (perYear / 12) * every } : { perYear, between };
}
