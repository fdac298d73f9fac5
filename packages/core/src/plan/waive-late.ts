import { credit, debit } from "../ledger/index.ts";
import type { Minor } from "../money/index.ts";
import { unpaidOf } from "./allocation.ts";
import { type Draft, decided, lenderOf, openDraft, type PlanResult, refuse, setRow, tell } from "./draft.ts";
import { settleOrCatchUp } from "./receive.ts";
import { isRunning } from "./states.ts";
import type { Moment, Plan } from "./types.ts";

/** Goodwill: late charges that need not be paid. `amount` in minor units, positive, the oldest rows' first. */
export interface WaiveLate {
  readonly kind: "waive_late";
  readonly amount: Minor;
}

/** Refused: more than the unpaid late charges; a plan that is not running. */
export function waiveLate(plan: Plan, { kind, amount }: WaiveLate, moment: Moment): PlanResult {
  if (!(amount > 0)) return refuse({ code: "amount_not_positive", amount });
  if (!isRunning(plan.state)) return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const late = lateOwed(plan);
  if (amount > late) return refuse({ code: "over_late_charges", late, amount });
  const draft = openDraft(plan, moment);
  dropLate(draft, amount);
  tell(draft, "plan.late_waived", { amount });
  settleOrCatchUp(draft);
  return decided(draft);
}

/** Late charges that are not paid. */
export function lateOwed({ rows }: Pick<Plan, "rows">): Minor {
  let late = 0;
  for (const row of rows) late += unpaidOf(row, "late");
  return late;
}

/** Takes late charges off the rows and off the income, oldest first. */
export function dropLate(draft: Draft, amount: Minor): void {
  const { plan, rows, posting } = draft;
  let left = amount;
  for (let at = 0; at < rows.length && left > 0; at++) {
    const dropped = Math.min(left, unpaidOf(rows[at]!, "late"));
    setRow(draft, at, "late", rows[at]!.late - dropped, lenderOf(plan), "shopper");
    left -= dropped;
  }
  if (plan.funding === "house") {
    debit(posting, "late_charge_income", amount);
    credit(posting, "shopper_receivable", amount);
  } else {
    debit(posting, "memo_partner_claim", amount);
    credit(posting, "memo_shopper_owes", amount);
  }
}
