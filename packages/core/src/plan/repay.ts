import type { Minor } from "../money/index.ts";
import { outstandingOf } from "./balance.ts";
import { decided, lenderOf, openDraft, type PlanResult, refuse, tell } from "./draft.ts";
import { addCredit, type Collector, layOnRows, postReceived } from "./receive.ts";
import { recover } from "./recover.ts";
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
 * Refused: not positive; more than is owed; a plan that is not running. On a plan that was written off it is a recovery.
 */
export function repay(plan: Plan, command: Repay, moment: Moment): PlanResult {
  const { amount, arrived = false } = command;
  if (!(amount > 0)) return refuse({ code: "amount_not_positive", amount });
  if (plan.state === "written_off") return recover(plan, command, moment);
  const runs = isRunning(plan.state);
  if (!(runs || arrived)) return refuse({ code: "wrong_state", state: plan.state, command: command.kind });
  const outstanding = runs ? outstandingOf(plan) : 0;
  if (amount > outstanding && !arrived) return refuse({ code: "over_outstanding", outstanding, amount });

  const draft = openDraft(plan, moment);
  const applied = Math.min(amount, outstanding);
  const collector = command.collected_by ?? lenderOf(plan);
  if (applied > 0) {
    postReceived(draft.posting, plan, applied, collector);
    tell(draft, "plan.repaid", { amount: applied, at_checkout: false });
    layOnRows(draft, applied);
  }
  addCredit(draft, amount - applied, collector);
  return decided(draft);
}
