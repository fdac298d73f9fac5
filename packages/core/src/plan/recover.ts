import { credit, debit } from "../ledger/index.ts";
import { allocate } from "./allocation.ts";
import { outstandingOf } from "./balance.ts";
import { decided, lenderOf, openDraft, type PlanResult, refuse, tell } from "./draft.ts";
import { addCredit, markPaid } from "./receive.ts";
import type { Repay } from "./repay.ts";
import type { Moment, Plan } from "./types.ts";

/**
 * Money for a plan that was written off: the rows are paid as ever, and the lender has back what it had lost.
 *
 * The plan stays written off. Refused: more than was lost, unless the money has arrived already.
 */
export function recover(plan: Plan, { amount, arrived = false, collected_by }: Repay, moment: Moment): PlanResult {
  const outstanding = outstandingOf(plan);
  if (amount > outstanding && !arrived) return refuse({ code: "over_outstanding", outstanding, amount });
  const draft = openDraft(plan, moment);
  const { posting } = draft;
  const applied = Math.min(amount, outstanding);
  const collector = collected_by ?? lenderOf(plan);
  if (plan.funding === "house") {
    debit(posting, "cash_in_transit", applied);
    credit(posting, "recoveries", applied);
  } else {
    if (collector === "store") {
      debit(posting, "cash_in_transit", applied);
      credit(posting, "partner_payable", applied);
    }
    debit(posting, "memo_partner_collected", applied);
    credit(posting, "memo_partner_claim", applied);
  }
  markPaid(draft, allocate(draft.rows, applied, plan.allocation, moment.today));
  if (applied > 0) tell(draft, "plan.recovered", { amount: applied });
  addCredit(draft, amount - applied, collector);
  return decided(draft);
}
