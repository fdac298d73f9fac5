import { credit, debit } from "../ledger/index.ts";
import { unpaidOf } from "./allocation.ts";
import { type Draft, decided, lenderOf, move, openDraft, type PlanResult, refuse, tell, touch } from "./draft.ts";
import { type Collector, markPaid, postReceived, settleOrCatchUp } from "./receive.ts";
import type { Moment, Plan } from "./types.ts";
import { earn } from "./unearned.ts";

/** The goods go out: the debt begins, and what was due at checkout has been paid with it. */
export interface Activate {
  readonly kind: "activate";
  /** Who took the payment at checkout; default the lender. */
  readonly collected_by?: Collector;
}

/**
 * Captures an accepted plan.
 *
 * House: the shopper owes the store principal and cost, of which the cost is unearned. Partner: the partner owes the store the
 * amount less the store's subsidy. Rows due on the day of agreement are paid at checkout, a lease's deposit is held.
 */
export function activatePlan(plan: Plan, command: Activate, moment: Moment): PlanResult {
  if (plan.state !== "accepted") return refuse({ code: "wrong_state", state: plan.state, command: command.kind });
  const draft = openDraft(plan, moment);
  move(draft, "activated");
  postLent(draft);
  holdDeposit(draft);
  tell(draft, "plan.activated", { amount: plan.amount });
  payAtCheckout(draft, command.collected_by ?? lenderOf(plan));
  settleOrCatchUp(draft);
  return decided(draft);
}

function postLent({ plan, rows, posting }: Draft): void {
  let [principal, interest, fee, subsidy] = [0, 0, 0, 0];
  for (const row of rows) {
    principal += row.principal;
    interest += row.interest;
    fee += row.fee;
    subsidy += row.subsidy;
  }
  const deposit = plan.lease?.deposit ?? 0;
  if (plan.funding === "partner") {
    debit(posting, "partner_receivable", Math.max(0, plan.amount - subsidy));
    credit(posting, "partner_payable", Math.max(0, subsidy - plan.amount));
    debit(posting, "merchant_subsidy", subsidy);
    credit(posting, "order_clearing", plan.amount);
    debit(posting, "memo_shopper_owes", principal + interest + fee);
    credit(posting, "memo_partner_claim", principal + interest + fee);
    debit(posting, "memo_partner_deposit", deposit);
    credit(posting, "memo_shopper_deposit", deposit);
    return;
  }
  debit(posting, "shopper_receivable", principal + interest + fee);
  credit(posting, "order_clearing", principal);
  credit(posting, "unearned_interest", interest);
  credit(posting, plan.lease === null ? "unearned_fees" : "unearned_rent", fee);
  debit(posting, "cash_in_transit", deposit);
  credit(posting, "deposits_held", deposit);
}

/** The plan's own `deposit` has been the same since it was agreed: what happens now is that it is taken. */
function holdDeposit({ plan, changes }: Draft): void {
  const after = plan.lease?.deposit ?? 0;
  if (after === 0) return;
  changes.push({ row: null, what: "deposit_taken", before: 0, after, from: "shopper", to: lenderOf(plan) });
}

function payAtCheckout(draft: Draft, collector: Collector): void {
  const { plan, rows, posting } = draft;
  let paid = 0;
  for (let at = 0; at < rows.length && rows[at]!.due_on === plan.agreed_on; at++) {
    const row = touch(draft, at);
    row.fallen_due = true;
    earn(posting, plan, row);
    for (const part of ["interest", "fee", "principal"] as const) {
      const amount = unpaidOf(row, part);
      if (amount > 0) markPaid(draft, [{ at, part, amount }]);
      paid += amount;
    }
  }
  if (paid === 0) return;
  postReceived(posting, plan, paid, collector);
  tell(draft, "plan.repaid", { amount: paid, at_checkout: true });
}
