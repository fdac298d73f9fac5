import { anchored, dayOfMonth, monthIndex } from "../calendar/add-interval.ts";
import type { EpochDay } from "../calendar/types.ts";
import { wholeUnitsBack } from "../calendar/whole-units.ts";

/** A unit-period: the most frequent interval of a transaction, a year at most; `single` is the term of a single payment. */
export interface UnitPeriod {
  readonly unit: "day" | "week" | "semimonth" | "month" | "year" | "single";
  readonly length: number;
}

/** `whole` unit-periods and the fraction `odd[0] ÷ odd[1]` of one. */
export interface UnitPeriods {
  readonly whole: number;
  readonly odd: readonly [numerator: number, denominator: number];
}

/** Unit-periods in a year; those of a single payment's term need its dates. Source: 12 CFR 1026 Appendix J (b)(5), (b)(8). */
export function unitPeriodsPerYear({ unit, length }: UnitPeriod): number {
  switch (unit) {
    case "day":
      return 365 / length;
    case "week":
      return 52 / length;
    case "semimonth":
      return 24;
    case "month":
      return 12 / length;
    case "year":
    case "single":
      return 1;
  }
}

/**
 * Full unit-periods from `from` to `to`, counted back from the later date, and what is left at the start.
 *
 * What is left is days over 30 for months (over 30k for k months, a whole month in it counting 30), over 15 for half months, over 7k
 * for k weeks; for a year, whole months over 12, else days over 365. `anchorDay` is the day of the month that `to` stands for.
 * Source: 12 CFR 1026 Appendix J (b)(5).
 */
export function unitPeriodsBetween(
  from: EpochDay,
  to: EpochDay,
  { unit, length }: UnitPeriod,
  anchorDay?: number,
): UnitPeriods {
  switch (unit) {
    case "day":
    case "week": {
      const days = (unit === "week" ? 7 : 1) * length;
      const whole = Math.floor((to - from) / days);
      return { whole, odd: [to - from - whole * days, days] };
    }
    case "semimonth":
      return halfMonthsBetween(from, to, anchorDay);
    case "month": {
      const { whole: months, rest } = wholeUnitsBack(from, to, "month", anchorDay);
      const whole = Math.floor(months / length);
      return { whole, odd: [(months - whole * length) * 30 + rest, 30 * length] };
    }
    case "single":
      return { whole: to > from ? 1 : 0, odd: [0, 1] };
    case "year": {
      const { whole: months, rest } = wholeUnitsBack(from, to, "month", anchorDay);
      if (rest === 0) return { whole: Math.floor(months / 12), odd: [months % 12, 12] };
      const years = wholeUnitsBack(from, to, "year", anchorDay);
      return { whole: years.whole, odd: [years.rest, 365] };
    }
  }
}

/** Half months lie fifteen days of the month apart: from the 16th back to the 1st, from the 1st back to the 16th before. */
function halfMonthsBetween(from: EpochDay, to: EpochDay, anchorDay?: number): UnitPeriods {
  const { whole: months, rest, reached } = wholeUnitsBack(from, to, "month", anchorDay);
  const day = dayOfMonth(reached);
  const month = monthIndex(reached);
  const halfBack = day > 15 ? anchored(month, day - 15) : anchored(month - 1, day + 15);
  if (halfBack < from) return { whole: 2 * months, odd: [rest, 15] };
  return { whole: 2 * months + 1, odd: [halfBack - from, 15] };
}

/**
 * How many terms of a single advance and a single payment a year has, as a fraction: 12 over whole months, else 365 over days.
 * Source: 12 CFR 1026 Appendix J (b)(5)(v) and (vi).
 */
export function singleTermsPerYear(from: EpochDay, to: EpochDay): readonly [numerator: number, denominator: number] {
  const { whole: months, rest } = wholeUnitsBack(from, to, "month");
  return rest === 0 && months > 0 ? [12, months] : [365, to - from];
}
