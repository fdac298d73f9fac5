import { credit, debit } from "../ledger/index.ts";
import type { Minor } from "../money/index.ts";
import { outstandingOf } from "./balance.ts";
import { type Draft, decided, openDraft, type PlanResult, refuse, setPlan, tell } from "./draft.ts";
import { layOnRows } from "./receive.ts";
import { isRunning } from "./states.ts";
import type { Moment, Plan } from "./types.ts";

/** Unapplied credit pays the plan, or goes back to the shopper. `amount` in minor units, positive. */
export interface UseCredit {
  readonly kind: "apply_credit" | "return_credit";
  readonly amount: Minor;
}

/** Refused: more than the credit; for applying, more than is owed. */
export function useCredit(plan: Plan, { kind, amount }: UseCredit, moment: Moment): PlanResult {
  if (!(amount > 0)) return refuse({ code: "amount_not_positive", amount });
  if (amount > plan.credit) return refuse({ code: "over_credit", credit: plan.credit, amount });
  const draft = openDraft(plan, moment);
  if (kind === "apply_credit") {
    if (!isRunning(plan.state)) return refuse({ code: "wrong_state", state: plan.state, command: kind });
    const outstanding = outstandingOf(plan);
    if (amount > outstanding) return refuse({ code: "over_outstanding", outstanding, amount });
    takeCredit(draft, amount);
    layOnRows(draft, amount);
  } else {
    debit(draft.posting, "unapplied_credit", amount);
    credit(draft.posting, "refunds_payable", amount);
    setPlan(draft, "credit", plan.credit - amount, null, null);
    setPlan(draft, "refund_payable", plan.refund_payable + amount, "store", "shopper");
    tell(draft, "plan.credit_returned", { amount });
  }
  return decided(draft);
}

/**
 * Moves credit to where the debt stands: the store's receivable, or what it owes the partner. The shopper has it back from the
 * store and pays with it: nobody gives anything a second time.
 */
export function takeCredit(draft: Draft, amount: Minor): void {
  const { plan, posting } = draft;
  debit(posting, "unapplied_credit", amount);
  if (plan.funding === "house") {
    credit(posting, "shopper_receivable", amount);
  } else {
    credit(posting, "partner_payable", amount);
    debit(posting, "memo_partner_collected", amount);
    credit(posting, "memo_shopper_owes", amount);
  }
  setPlan(draft, "credit", plan.credit - amount, "store", "shopper");
  tell(draft, "plan.credit_applied", { amount });
}
