import { addInterval, toEpochDay, toIsoDate } from "../calendar/index.ts";
import type { EpochDay, IsoDate } from "../calendar/types.ts";
import { lateCapInForce } from "../cost/index.ts";
import { MILLION, type Minor, mulDiv } from "../money/index.ts";
import { unpaidOf, unpaidOfRow } from "./allocation.ts";
import type { Plan, PlanRow } from "./types.ts";

const DAYS_PER_YEAR = 365;
const YEAR = { every: 12, unit: "month" } as const;

/** What a missed row's late charges grow to. Units: minor units. */
export interface Lateness {
  readonly late: Minor;
  readonly late_accrued: Minor;
  readonly late_allowed: Minor;
}

/**
 * Late charges of a row from `since` to `today`, both days' beginnings, while what is unpaid stays the same.
 *
 * The terms' charge is the fixed one once, and each day `late_daily_ppm` of the overdue principal (a lease: of the overdue rent), half
 * up per day. The regime's ceiling grows each day by its yearly rate on the same base, down per day. Both are kept apart, and
 * the lesser is charged: so one run over ten days comes to the same cent as ten runs. A ceiling is that in force on the row's own
 * due date. Waived charges do not come back.
 * Source: docs/rules/plans.md
 */
export function latenessOf(plan: Plan, row: PlanRow, since: IsoDate, today: IsoDate): Lateness {
  const { late_daily_ppm = 0, late_fixed = 0 } = plan.contingent ?? {};
  const due = toEpochDay(row.due_on);
  const from = Math.max(due, toEpochDay(since));
  const days = toEpochDay(today) - from;
  if (days <= 0 || unpaidOfRow(row) === 0) return row;
  const base = plan.lease === null ? unpaidOf(row, "principal") : unpaidOf(row, "fee");
  const fixed = from === due ? late_fixed : 0;
  const accrued = row.late_accrued + fixed + mulDiv(base, late_daily_ppm, MILLION, "half_up") * days;

  const cap = lateCapInForce(plan.regime, due, plan.currency);
  const yearly = cap?.yearlyPpm ?? Number.POSITIVE_INFINITY;
  const allowed =
    yearly === Number.POSITIVE_INFINITY
      ? accrued
      : row.late_allowed + mulDiv(base, yearly, MILLION * DAYS_PER_YEAR, "down") * days;
  const before = Math.min(row.late_accrued, row.late_allowed);
  const wanted = Math.min(accrued, allowed) - before;
  const room = cap?.per_plan_year === undefined ? wanted : cap.per_plan_year - chargedInYear(plan, due);
  return { late: row.late + Math.max(0, Math.min(wanted, room)), late_accrued: accrued, late_allowed: allowed };
}

/** Late charges on rows due in the same year of the plan as `due`. */
function chargedInYear({ agreed_on, rows }: Plan, due: EpochDay): Minor {
  const start = toEpochDay(agreed_on);
  let year = 0;
  while (addInterval(start, YEAR, year + 1) <= due) year++;
  const [first, end] = [toIsoDate(addInterval(start, YEAR, year)), toIsoDate(addInterval(start, YEAR, year + 1))];
  let charged = 0;
  for (const row of rows) if (first <= row.due_on && row.due_on < end) charged += row.late;
  return charged;
}
