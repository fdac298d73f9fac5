import { credit, debit } from "../ledger/index.ts";
import type { Minor } from "../money/index.ts";
import { decided, openDraft, type PlanResult, refuse, setPlan, tell } from "./draft.ts";
import type { Moment, Plan } from "./types.ts";

/** What the store owes the shopper has been sent. `amount` in minor units, positive. */
export interface PayOut {
  readonly kind: "pay_out";
  readonly amount: Minor;
}

/** Refused: more than the store owes the shopper. In every state, since a closed plan may still owe. */
export function payOut(plan: Plan, { amount }: PayOut, moment: Moment): PlanResult {
  if (!(amount > 0)) return refuse({ code: "amount_not_positive", amount });
  const { refund_payable } = plan;
  if (amount > refund_payable) return refuse({ code: "over_refund_payable", refund_payable, amount });
  const draft = openDraft(plan, moment);
  debit(draft.posting, "refunds_payable", amount);
  credit(draft.posting, "cash_in_transit", amount);
  setPlan(draft, "refund_payable", refund_payable - amount, "store", "shopper");
  tell(draft, "plan.refund_paid_out", { amount });
  return decided(draft);
}
