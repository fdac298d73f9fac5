import { credit, debit } from "../ledger/index.ts";
import type { Minor } from "../money/index.ts";
import { unpaidOf } from "./allocation.ts";
import { payFromDeposit } from "./deposit.ts";
import {
  type Draft,
  decided,
  lenderOf,
  openDraft,
  type PlanResult,
  refuse,
  setPlan,
  setRow,
  tell,
  touch,
} from "./draft.ts";
import { settleOrCatchUp } from "./receive.ts";
import { isRunning } from "./states.ts";
import type { Moment, Plan } from "./types.ts";
import { forgo } from "./unearned.ts";

/** Leased goods come back. `damage`: what is kept of the deposit for their state, in minor units. */
export interface ReturnLease {
  readonly kind: "return_lease";
  readonly damage?: Minor;
}

/**
 * Takes leased goods back: rents to come fall away, those paid ahead go back, and the deposit pays damage, then rents that are due;
 * its rest is returned. What the deposit does not cover stays owed.
 *
 * Refused: not a lease; back already; before the terms allow it; damage above the deposit.
 */
export function returnLease(plan: Plan, { kind, damage = 0 }: ReturnLease, moment: Moment): PlanResult {
  const { today } = moment;
  if (!isRunning(plan.state)) return refuse({ code: "wrong_state", state: plan.state, command: kind });
  if (plan.lease === null) return refuse({ code: "not_a_lease" });
  const { returned_on, bought_on, early_return_after, deposit } = plan.lease;
  if (bought_on !== null) return refuse({ code: "already_bought", bought_on });
  if (returned_on !== null) return refuse({ code: "already_returned", returned_on });
  const fallenDue = plan.rows.filter(({ due_on }) => due_on <= today).length;
  if (fallenDue < early_return_after)
    return refuse({ code: "return_too_early", after: early_return_after, fallen_due: fallenDue });
  if (damage < 0) return refuse({ code: "amount_not_positive", amount: damage });
  if (damage > deposit) return refuse({ code: "over_deposit", deposit, amount: damage });

  const draft = openDraft(plan, moment);
  dropRentsToCome(draft);
  draft.plan.lease = { ...plan.lease, returned_on: today };
  draft.changes.push({ row: null, what: "returned_on", before: null, after: today, from: null, to: null });
  payFromDeposit(draft, today, "returned", damage);
  settleOrCatchUp(draft);
  return decided(draft);
}

/** Rents after today: unpaid ones fall away, paid ones are owed back. */
export function dropRentsToCome(draft: Draft): void {
  const { plan, rows, posting, moment } = draft;
  const lender = lenderOf(plan);
  let ahead = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (row.due_on <= moment.today) continue;
    forgo(posting, plan, row, { interest: 0, fee: unpaidOf(row, "fee") });
    ahead += row.paid_fee;
    setRow(draft, at, "fee", 0, lender, "shopper");
    setRow(draft, at, "paid_fee", 0, null, null);
    touch(draft, at).fallen_due = true;
  }
  if (ahead === 0) return;
  if (plan.funding === "house") {
    debit(posting, "unearned_rent", ahead);
    credit(posting, "refunds_payable", ahead);
    setPlan(draft, "refund_payable", plan.refund_payable + ahead, null, null);
  } else {
    debit(posting, "memo_partner_claim", ahead);
    credit(posting, "memo_partner_collected", ahead);
  }
  tell(draft, "plan.credit_returned", { amount: ahead });
}
