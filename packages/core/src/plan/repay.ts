import { credit, debit } from "../ledger/index.ts";
import type { Minor } from "../money/index.ts";
import { outstandingOf } from "./balance.ts";
import { decided, openDraft, type PlanResult, refuse, setPlan, tell } from "./draft.ts";
import { type Collector, layOnRows, postReceived } from "./receive.ts";
import { isRunning } from "./states.ts";
import type { Moment, Plan } from "./types.ts";

/** Money for a plan. `amount` in minor units, positive. */
export interface Repay {
  readonly kind: "repay";
  readonly amount: Minor;
  /** Default: the store on a house plan, else the partner. */
  readonly collected_by?: Collector;
  /**
   * The money has arrived already (a partner's callback, a settlement file): what is beyond the debt becomes unapplied credit.
   * Otherwise more than what is owed is refused, and nothing changes.
   */
  readonly arrived?: boolean;
}

/**
 * Takes a repayment: exact, partial or early, laid on the rows in the plan's order.
 *
 * Refused: not positive; more than is owed; a plan that is not running.
 */
export function repay(plan: Plan, command: Repay, moment: Moment): PlanResult {
  const { amount, arrived = false } = command;
  if (!(amount > 0)) return refuse({ code: "amount_not_positive", amount });
  const runs = isRunning(plan.state);
  if (!(runs || arrived)) return refuse({ code: "wrong_state", state: plan.state, command: command.kind });
  const outstanding = runs ? outstandingOf(plan) : 0;
  if (amount > outstanding && !arrived) return refuse({ code: "over_outstanding", outstanding, amount });

  const draft = openDraft(plan, moment);
  const applied = Math.min(amount, outstanding);
  const over = amount - applied;
  if (applied > 0) {
    postReceived(
      draft.posting,
      plan,
      applied,
      command.collected_by ?? (plan.funding === "house" ? "store" : "partner"),
    );
    tell(draft, "plan.repaid", { amount: applied, at_checkout: false });
    layOnRows(draft, applied);
  }
  if (over > 0) {
    debit(
      draft.posting,
      plan.funding === "partner" && command.collected_by !== "store" ? "partner_receivable" : "cash_in_transit",
      over,
    );
    credit(draft.posting, "unapplied_credit", over);
    setPlan(draft, "credit", plan.credit + over, "shopper", "store");
    tell(draft, "plan.credited", { amount: over });
  }
  return decided(draft);
}
