import { type Draft, decided, move, openDraft, type PlanResult, refuse, tell } from "./draft.ts";
import { moveOf } from "./states.ts";
import type { Moment, Plan } from "./types.ts";

/** The partner has answered a plan that waited for it. A decline carries no reason: it is the lender's own. */
export interface AnswerPartner {
  readonly kind: "authorise" | "decline";
}

/** Before the goods go out: no debt has begun, so nothing is owed back. `reason` is a code of the caller's. */
export interface Cancel {
  readonly kind: "cancel";
  readonly reason: string;
}

/** Refused where the plan does not wait for its partner. */
export function answerPartner(plan: Plan, { kind }: AnswerPartner, moment: Moment): PlanResult {
  const by = kind === "authorise" ? "authorised" : "declined";
  if (moveOf(plan.state, by) === undefined) return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const draft = openDraft(plan, moment);
  move(draft, by);
  if (by === "declined") forgetDeposit(draft);
  tell(draft, `plan.${by}`, {});
  return decided(draft);
}

/** Refused once the goods have gone out: that is a refund. */
export function cancelPlan(plan: Plan, { kind, reason }: Cancel, moment: Moment): PlanResult {
  if (moveOf(plan.state, "cancelled") === undefined)
    return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const draft = openDraft(plan, moment);
  move(draft, "cancelled");
  forgetDeposit(draft);
  tell(draft, "plan.cancelled", { reason });
  return decided(draft);
}

/** A lease that comes to nothing holds none. */
function forgetDeposit({ plan, changes }: Draft): void {
  if (plan.lease === null || plan.lease.deposit === 0) return;
  changes.push({ row: null, what: "deposit", before: plan.lease.deposit, after: 0, from: null, to: null });
  plan.lease = { ...plan.lease, deposit: 0 };
}
