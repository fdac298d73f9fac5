import { addInterval } from "../calendar/add-interval.ts";
import type { EpochDay, Interval } from "../calendar/types.ts";
import { type SpanUnit, wholeUnitsBack } from "../calendar/whole-units.ts";

/** A span of years in exact parts: `whole ÷ perYear + days ÷ daysInYear`. */
export interface AnnexSpan {
  readonly whole: number;
  readonly perYear: number;
  readonly days: number;
  readonly daysInYear: number;
}

const PER_YEAR = { month: 12, week: 52, year: 1, day: 1 } as const;

/**
 * Time from the first drawdown to a payment, as the EU and the UK count it.
 *
 * Whole months (1/12), weeks (1/52) or years are counted back from the payment; the days left at the start are divided by the
 * length of the year that ends on the day they lead to. A daily frequency counts whole years, then days.
 * Source: Directive 2008/48/EC Annex I remark (c), Directive (EU) 2023/2225 Annex III, SWD(2012) 128 section 4.1.1.
 */
export function annexSpan(from: EpochDay, to: EpochDay, unit: SpanUnit, anchorDay?: number): AnnexSpan {
  const counted = unit === "day" ? "year" : unit;
  const { whole, rest, reached } = wholeUnitsBack(from, to, counted, anchorDay);
  const yearBefore = addInterval(reached, { every: 12, unit: "month" }, -1);
  return { whole, perYear: PER_YEAR[counted], days: rest, daysInYear: rest === 0 ? 365 : reached - yearBefore };
}

export function annexYears(from: EpochDay, to: EpochDay, { unit }: Interval, anchorDay?: number): number {
  const { whole, perYear, days, daysInYear } = annexSpan(from, to, unit, anchorDay);
  return whole / perYear + days / daysInYear;
}
