import type { IsoDate } from "../calendar/types.ts";
import { credit, debit } from "../ledger/index.ts";
import type { Minor } from "../money/index.ts";
import { unpaidOfRow } from "./allocation.ts";
import { outstandingOf } from "./balance.ts";
import { type Draft, decided, move, openDraft, type PlanResult, refuse, tell } from "./draft.ts";
import { end, isMissing } from "./receive.ts";
import { giveBack, refundableOf } from "./refund.ts";
import { moveOf } from "./states.ts";
import type { Moment, Plan } from "./types.ts";

/** The shopper contests the plan. `held`: what the partner withholds from the store meanwhile (a chargeback), in minor units. */
export interface OpenDispute {
  readonly kind: "open_dispute";
  readonly reason: string;
  readonly held?: Minor;
}

/** The dispute ends. `given_back`: what the shopper is found right in, of the order's price; 0 when the plan stands as it was. */
export interface CloseDispute {
  readonly kind: "close_dispute";
  readonly given_back: Minor;
}

/** Until it is closed nothing is collected and no late charges grow; the shopper may pay. Refused: a plan that is not running or settled. */
export function openDispute(plan: Plan, { kind, reason, held = 0 }: OpenDispute, moment: Moment): PlanResult {
  if (moveOf(plan.state, "disputed") === undefined)
    return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const draft = openDraft(plan, moment);
  debit(draft.posting, "disputes_held", held);
  credit(draft.posting, "partner_receivable", held);
  draft.plan.dispute = { reason, opened_on: moment.today, held };
  move(draft, "disputed");
  tell(draft, "plan.disputed", { reason, held });
  return decided(draft);
}

/**
 * What is given back is a refund at the store's loss; what was held comes back, or pays for it.
 *
 * Refused: no open dispute; more than the goods not yet given back; anything given back on a lease.
 */
export function closeDispute(plan: Plan, { kind, given_back }: CloseDispute, moment: Moment): PlanResult {
  if (plan.dispute === null) return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const refundable = refundableOf(plan);
  if (given_back < 0) return refuse({ code: "amount_not_positive", amount: given_back });
  if (given_back > refundable) return refuse({ code: "over_refundable", refundable, amount: given_back });
  if (given_back > 0 && plan.lease !== null) return refuse({ code: "lease_not_refundable" });
  const draft = openDraft(plan, moment);
  debit(draft.posting, "partner_receivable", plan.dispute.held);
  credit(draft.posting, "disputes_held", plan.dispute.held);
  tell(draft, "plan.dispute_closed", { given_back });
  if (given_back > 0)
    giveBack(draft, { amount: given_back, reason: "dispute", recompute: "lower_instalments" }, "dispute_losses");
  draft.plan.dispute = null;
  const by = resolutionOf(draft);
  if (by === "resolved_settled" || by === "handed_back") end(draft, by);
  else move(draft, by);
  if (by === "resolved_overdue") tellMissed(draft, plan.dispute.opened_on);
  return decided(draft);
}

/** What was missed meanwhile, of which nothing was said while it was contested. */
function tellMissed(draft: Draft, opened_on: IsoDate): void {
  for (const row of draft.rows) {
    const amount = unpaidOfRow(row);
    if (row.due_on < opened_on || row.due_on >= draft.moment.today || amount === 0) continue;
    tell(draft, "plan.row_missed", { row: row.n, due_on: row.due_on, amount });
  }
}

function resolutionOf(draft: Draft) {
  const { plan } = draft;
  if (plan.refunded === plan.amount && plan.lease === null) return "refunded_whole";
  if (outstandingOf(plan) > 0) return isMissing(draft) ? "resolved_overdue" : "resolved_current";
  if (plan.lease !== null && plan.lease.bought_on === null)
    return plan.lease.returned_on === null ? "resolved_current" : "handed_back";
  return "resolved_settled";
}
