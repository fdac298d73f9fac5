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
  /** How much of what has accrued since is the fixed charge. */
  readonly fixed: Minor;
}

type Cap = ReturnType<typeof lateCapInForce>;

/**
 * Late charges of a row from `since` to `today`, both days' beginnings, while what is unpaid stays the same.
 *
 * The terms' charge is the fixed one once, and each day `late_daily_ppm` of the overdue principal (a lease: of the overdue rent), half
 * up per day; each keeps within the regime's ceiling on its kind, the day's down per day. The ceiling on both grows each day by its
 * yearly rate on the same base, down per day. The two sums are kept apart, and the lesser is charged: so one run over ten days comes to
 * the same cent as ten runs. What the plan's other rows leave of a ceiling on the whole plan is charged, and no more. A ceiling is that
 * in force on the row's own due date. Waived charges do not come back.
 * Source: docs/rules/plans.md
 */
export function latenessOf(plan: Plan, row: PlanRow, since: IsoDate, today: IsoDate): Lateness {
  const due = toEpochDay(row.due_on);
  const from = Math.max(due, toEpochDay(since));
  const days = toEpochDay(today) - from;
  if (days <= 0 || unpaidOfRow(row) === 0) return { ...row, fixed: 0 };
  const base = plan.lease === null ? unpaidOf(row, "principal") : unpaidOf(row, "fee");
  const cap = lateCapInForce(plan.regime, due, plan.currency, plan.high_cost_short_term !== undefined);
  const fixed = from === due ? fixedCharge(plan, cap) : 0;
  const accrued = row.late_accrued + fixed + dailyCharge(plan, cap, base) * days;

  const yearly = cap?.yearlyPpm ?? Number.POSITIVE_INFINITY;
  const allowed =
    yearly === Number.POSITIVE_INFINITY
      ? accrued
      : row.late_allowed + mulDiv(base, yearly, MILLION * DAYS_PER_YEAR, "down") * days;
  const before = Math.min(row.late_accrued, row.late_allowed);
  const wanted = Math.min(accrued, allowed) - before;
  const late = row.late + Math.max(0, Math.min(wanted, roomIn(plan, cap, due)));
  return { late, late_accrued: accrued, late_allowed: allowed, fixed };
}

function fixedCharge({ contingent, high_cost_short_term }: Plan, cap: Cap): Minor {
  const { late_fixed = 0 } = contingent ?? {};
  if (cap?.fixed_per_plan === undefined) return late_fixed;
  return Math.min(late_fixed, Math.max(0, cap.fixed_per_plan - (high_cost_short_term?.fixed ?? 0)));
}

function dailyCharge({ contingent }: Plan, cap: Cap, base: Minor): Minor {
  const charge = mulDiv(base, contingent?.late_daily_ppm ?? 0, MILLION, "half_up");
  const ppm = cap?.dailyPpm ?? Number.POSITIVE_INFINITY;
  return ppm === Number.POSITIVE_INFINITY ? charge : Math.min(charge, mulDiv(base, ppm, MILLION, "down"));
}

/** What is left of the ceilings on the whole plan, or on a year of it; infinite where there is none. */
function roomIn(plan: Plan, cap: Cap, due: EpochDay): Minor {
  let room = Number.POSITIVE_INFINITY;
  if (cap?.per_plan_year !== undefined) room = cap.per_plan_year - chargedInYear(plan, due);
  if (cap?.total_percent !== undefined && plan.high_cost_short_term !== undefined) {
    const most = mulDiv(plan.high_cost_short_term.lent, Number(cap.total_percent), 100, "down");
    room = Math.min(room, most - chargedInAll(plan));
  }
  return room;
}

/** Interest, fees and late charges of all rows, less what was given back of them. */
function chargedInAll({ rows, paid_back }: Plan): Minor {
  let charged = 0 - paid_back.interest - paid_back.fee;
  for (const row of rows) charged += row.interest + row.fee + row.late;
  return charged;
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
