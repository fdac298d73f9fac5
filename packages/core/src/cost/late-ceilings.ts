import { type Minor, mulDiv } from "../money/index.ts";
import type { LaidSchedule, ScheduleInput } from "../schedule/types.ts";
import { isHighCostShortTerm } from "./cost-cap.ts";
import { lateCapInForce } from "./regimes/index.ts";
import type { LateCeiling, Rate, RegimeId } from "./types.ts";

const DAYS_PER_YEAR = 365;

export interface LateCeilings {
  readonly late_interest: readonly LateCeiling[];
  readonly late_fee: readonly LateCeiling[];
}

const NOT_HELD: LateCeilings = { late_interest: [], late_fee: [] };

/**
 * Ceilings of the law that can hold late charges to less than the terms say, by the item that they hold; those that can never bite are
 * left out. They are those in force on the first due day, as a plan keeps them.
 *
 * Source: docs/rules/plans.md
 */
export function lateCeilings(
  regime: RegimeId,
  { start, currency, count, terms }: ScheduleInput,
  schedule: LaidSchedule,
  rate: Rate,
): LateCeilings {
  const { late_fixed = 0, late_daily_ppm = 0 } = terms.contingent ?? {};
  if (late_fixed === 0 && late_daily_ppm === 0) return NOT_HELD;
  const isShort = terms.lease === undefined && isHighCostShortTerm(regime, rate, schedule, start, currency);
  const cap = lateCapInForce(regime, schedule.days[0] ?? start, currency, isShort);
  if (cap === undefined) return NOT_HELD;
  const fixedInAll = late_fixed * count;

  const shared: LateCeiling[] = [];
  if (Number.isFinite(cap.yearlyPpm) && (late_fixed > 0 || late_daily_ppm * DAYS_PER_YEAR > cap.yearlyPpm)) {
    shared.push({ on: "late_charges_by_year", amount: null, ppm: cap.yearlyPpm });
  }
  if (cap.per_plan_year !== undefined && (late_daily_ppm > 0 || fixedInAll > cap.per_plan_year)) {
    shared.push({ on: "late_charges_in_year", amount: cap.per_plan_year, ppm: null });
  }
  if (cap.total_percent !== undefined) {
    const most = mulDiv(lentOf(schedule, start), Number(cap.total_percent), 100, "down");
    if (late_daily_ppm > 0 || schedule.cost + fixedInAll > most) {
      shared.push({ on: "all_costs", amount: most, ppm: null });
    }
  }
  const ofDay: LateCeiling[] =
    late_daily_ppm > cap.dailyPpm ? [{ on: "late_interest_by_day", amount: null, ppm: cap.dailyPpm }] : [];
  const ofFixed: LateCeiling[] =
    cap.fixed_per_plan !== undefined && fixedInAll > cap.fixed_per_plan
      ? [{ on: "late_fees_in_all", amount: cap.fixed_per_plan, ppm: null }]
      : [];
  return { late_interest: [...ofDay, ...shared], late_fee: [...ofFixed, ...shared] };
}

/** Principal that falls due after the day of agreement. */
function lentOf({ columns, days }: LaidSchedule, start: number): Minor {
  let lent = 0;
  for (const [k, day] of days.entries()) if (day > start) lent += columns.principal[k]!;
  return lent;
}
