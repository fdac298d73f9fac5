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

/** Unit-periods in a year. Source: 12 CFR 1026 Appendix J (b)(5) and (b)(8)(vi). */
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
    case "semimonth": {
      const { whole: months, rest } = wholeUnitsBack(from, to, "month", anchorDay);
      const half = rest >= 15 ? 1 : 0;
      return { whole: 2 * months + half, odd: [rest - 15 * half, 15] };
    }
    case "month": {
      const { whole: months, rest } = wholeUnitsBack(from, to, "month", anchorDay);
      const whole = Math.floor(months / length);
      return { whole, odd: [(months - whole * length) * 30 + rest, 30 * length] };
    }
    case "year":
    case "single": {
      const { whole: months, rest } = wholeUnitsBack(from, to, "month", anchorDay);
      if (rest === 0) return { whole: Math.floor(months / 12), odd: [months % 12, 12] };
      const years = wholeUnitsBack(from, to, "year", anchorDay);
      return { whole: years.whole, odd: [years.rest, 365] };
    }
  }
}
