import { credit, debit } from "../ledger/index.ts";
import { unpaidOf } from "./allocation.ts";
import { outstandingOf } from "./balance.ts";
import { payFromDeposit } from "./deposit.ts";
import { type Draft, decided, lenderOf, move, openDraft, type PlanResult, refuse, tell, touch } from "./draft.ts";
import { moveOf } from "./states.ts";
import type { Moment, Plan } from "./types.ts";
import { costAccounts } from "./unearned.ts";

/** Nobody expects the money any more. The rows keep what is unpaid: what still comes is a recovery. */
export interface WriteOff {
  readonly kind: "write_off";
  readonly reason: string;
}

/**
 * Writes a plan off.
 *
 * House: principal and earned cost are the store's loss, unearned cost never was income. Partner: the loss is the partner's, and
 * the store's books do not move. A lease whose goods do not come back: the deposit pays unpaid rents, its rest is kept as damage.
 */
export function writeOff(plan: Plan, { kind, reason }: WriteOff, moment: Moment): PlanResult {
  if (moveOf(plan.state, "written_off") === undefined)
    return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const draft = openDraft(plan, moment);
  if (plan.lease !== null) payFromDeposit(draft, moment.today, "kept");
  const amount = outstandingOf(draft.plan);
  if (plan.funding === "house") postLoss(draft);
  else {
    debit(draft.posting, "memo_partner_claim", amount);
    credit(draft.posting, "memo_shopper_owes", amount);
  }
  move(draft, "written_off");
  tell(draft, "plan.written_off", { amount, reason, bearer: lenderOf(plan) });
  return decided(draft);
}

function postLoss(draft: Draft): void {
  const { plan, rows, posting } = draft;
  const accounts = costAccounts(plan);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const principal = unpaidOf(row, "principal");
    const late = unpaidOf(row, "late");
    const interest = unpaidOf(row, "interest");
    const fee = unpaidOf(row, "fee");
    debit(posting, "write_offs", principal + late);
    credit(posting, "shopper_receivable", principal + late + interest + fee);
    if (row.fallen_due) {
      debit(posting, "write_offs", interest + fee);
      continue;
    }
    debit(posting, accounts.interest[0], row.interest);
    credit(posting, accounts.interest[1], row.paid_interest);
    debit(posting, accounts.fee[0], row.fee);
    credit(posting, accounts.fee[1], row.paid_fee);
    touch(draft, at).fallen_due = true;
  }
}
