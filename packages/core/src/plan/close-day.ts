import type { IsoDate } from "../calendar/types.ts";
import { credit, debit } from "../ledger/index.ts";
import { allocate, unpaidOfRow } from "./allocation.ts";
import { takeCredit } from "./credit.ts";
import {
  type Draft,
  decided,
  lenderOf,
  move,
  openDraft,
  type PlanResult,
  refuse,
  setRow,
  tell,
  touch,
} from "./draft.ts";
import { latenessOf } from "./late.ts";
import { isMissing, markPaid, settleOrCatchUp } from "./receive.ts";
import { rowStateOf } from "./row-state.ts";
import { isRunning } from "./states.ts";
import type { Moment, Plan } from "./types.ts";
import { earn } from "./unearned.ts";

/** Works a plan out up to the moment's day: what is due, what was missed, what that costs. */
export interface CloseDay {
  readonly kind: "close_day";
}

/** The first day on which {@link closeDay} would change something; null when nothing is owed any more. */
export function nextCloseOn(plan: Plan): IsoDate | null {
  if (!isRunning(plan.state)) return null;
  for (const row of plan.rows) if (!row.fallen_due || unpaidOfRow(row) > 0) return row.due_on;
  return null;
}

/**
 * Rows whose day has come fall due: their cost is earned (house), unapplied credit pays them. Rows of days before that are unpaid
 * are missed, and late charges grow within the regime's ceiling; while a dispute is open they do not.
 *
 * Safe to run twice: a day that is closed changes nothing. Several days at once come to the same as one after the other.
 * Refused: a day before the last closed one; a plan that is not running.
 */
export function closeDay(plan: Plan, { kind }: CloseDay, moment: Moment): PlanResult {
  const { today } = moment;
  if (!isRunning(plan.state)) return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const { closed_through } = plan;
  if (today < closed_through) return refuse({ code: "day_already_closed", closed_through, day: today });
  const draft = openDraft(plan, moment);
  for (let at = 0; at < draft.rows.length && draft.rows[at]!.due_on <= today; at++) {
    if (!draft.rows[at]!.fallen_due) fallDue(draft, at);
    if (draft.rows[at]!.due_on < today && plan.state !== "disputed") chargeLate(draft, at);
  }
  draft.plan.closed_through = today;
  if (draft.plan.state === "active" && isMissing(draft)) {
    move(draft, "missed");
  } else {
    settleOrCatchUp(draft);
  }
  return decided(draft);
}

function fallDue(draft: Draft, at: number): void {
  const row = touch(draft, at);
  row.fallen_due = true;
  earn(draft.posting, draft.plan, row);
  if (unpaidOfRow(row) > 0) {
    const after = rowStateOf(draft.plan, row, draft.moment.today);
    draft.changes.push({ row: row.n, what: "state", before: "upcoming", after, from: null, to: null });
  }
  tell(draft, "plan.row_due", { row: row.n, due_on: row.due_on, amount: unpaidOfRow(row) });
  const paid = Math.min(draft.plan.credit, unpaidOfRow(row));
  if (paid === 0) return;
  takeCredit(draft, paid);
  const { allocation } = draft.plan;
  markPaid(
    draft,
    allocate([row], paid, allocation, row.due_on).map((part) => ({ ...part, at })),
  );
}

function chargeLate(draft: Draft, at: number): void {
  const { plan, posting, moment } = draft;
  const row = draft.rows[at]!;
  const unpaid = unpaidOfRow(row);
  if (unpaid === 0) return;
  if (row.due_on >= plan.closed_through)
    tell(draft, "plan.row_missed", { row: row.n, due_on: row.due_on, amount: unpaid });
  const { late, late_accrued, late_allowed, fixed } = latenessOf(plan, row, plan.closed_through, moment.today);
  if (late_accrued === row.late_accrued && late_allowed === row.late_allowed) return;
  const { high_cost_short_term: short } = plan;
  if (short !== undefined && fixed > 0) plan.high_cost_short_term = { ...short, fixed: short.fixed + fixed };
  const grown = late - row.late;
  const written = touch(draft, at);
  written.late_accrued = late_accrued;
  written.late_allowed = late_allowed;
  if (grown === 0) return;
  if (plan.funding === "house") {
    debit(posting, "shopper_receivable", grown);
    credit(posting, "late_charge_income", grown);
  } else {
    debit(posting, "memo_shopper_owes", grown);
    credit(posting, "memo_partner_claim", grown);
  }
  setRow(draft, at, "late", late, "shopper", lenderOf(plan));
  tell(draft, "plan.late_charged", { row: row.n, amount: grown });
}
