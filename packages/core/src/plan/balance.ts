import type { IsoDate } from "../calendar/types.ts";
import type { Minor } from "../money/types.ts";
import { unpaidOfRow } from "./allocation.ts";
import type { Plan } from "./types.ts";

/** What a shopper owes, in minor units: in all, by today (today's row included), and from days before today. */
export interface Balance {
  readonly outstanding: Minor;
  readonly due_now: Minor;
  readonly overdue: Minor;
}

const NOTHING: Balance = { outstanding: 0, due_now: 0, overdue: 0 };

/** Invariant: `overdue <= due_now <= outstanding`, none negative. Before activation and after the end nothing is owed. */
export function balanceOf(plan: Plan, today: IsoDate): Balance {
  if (plan.state !== "active" && plan.state !== "overdue" && plan.state !== "disputed") return NOTHING;
  let outstanding = 0;
  let dueNow = 0;
  let overdue = 0;
  for (const row of plan.rows) {
    const unpaid = unpaidOfRow(row);
    outstanding += unpaid;
    if (row.due_on <= today) dueNow += unpaid;
    if (row.due_on < today) overdue += unpaid;
  }
  return { outstanding, due_now: dueNow, overdue };
}

/** What is owed over all rows, whatever the state. */
export function outstandingOf(plan: Pick<Plan, "rows">): Minor {
  let outstanding = 0;
  for (const row of plan.rows) outstanding += unpaidOfRow(row);
  return outstanding;
}
