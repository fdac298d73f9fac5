import { formatInstant } from "@fenqi/core/calendar";
import { decide, type PlanCommand, type PlanDecision } from "@fenqi/core/plan";
import type { FundingSaid } from "./ask-to-fund.ts";
import { doneBy, momentOf, type PlanDeps } from "./change-plan.ts";
import type { PlanFacts, PlanWrite, StoredPlan } from "./ports.ts";

/** How long after an open answer the partner is asked what became of it. */
const LOOK_AFTER_MS = 5_000;

/** A partner's answer as a decision about the plan that waited for it. */
const COMMANDS: { readonly [S in Exclude<FundingSaid["said"], "wait">]: PlanCommand } = {
  authorised: { kind: "authorise" },
  declined: { kind: "decline" },
  // Certainly without effect: nothing has to be let go of.
  unavailable: { kind: "cancel", reason: "partner_unavailable" },
};

/** What is kept of a partner's answer. An open one keeps only the partner's own id, and when to look. */
export function answerPlan(
  deps: PlanDeps,
  merchant: string,
  waiting: StoredPlan,
  { said, partnerId, redirect }: FundingSaid,
  by: string,
): PlanWrite {
  const { plan, facts } = waiting;
  const moment = momentOf(deps, merchant, waiting);
  const command = said === "wait" ? undefined : COMMANDS[said];
  const decided = command && decide(plan, command, moment);
  if (decided && !decided.ok)
    throw new Error(`a plan that waits for its partner refuses its answer: ${decided.error.code}`);
  const decision: PlanDecision = decided?.value ?? { plan, changes: [], entries: [], events: [] };
  return {
    stored: waiting,
    decision,
    booked: [],
    facts: { ...known(facts), partner_id: partnerId ?? facts.partner_id, ...(redirect ? { redirect } : {}) },
    kind: command?.kind ?? "wait",
    ...moment,
    done: doneBy(deps, by),
    reference: null,
    lookAt: said === "wait" ? formatInstant(deps.now() + LOOK_AFTER_MS) : null,
  };
}

/** What stays known of a plan: a page where the shopper had to agree is gone with the answer. */
export const known = ({ redirect: _, ...facts }: PlanFacts): PlanFacts => facts;
