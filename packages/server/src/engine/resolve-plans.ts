import { formatInstant } from "@fenqi/core/calendar";
import type { PlanCommand } from "@fenqi/core/plan";
import { known } from "./answer-plan.ts";
import { fundingAsk } from "./ask-to-fund.ts";
import { doneBy, momentOf, type PlanDeps } from "./change-plan.ts";
import { decideToday } from "./decide-today.ts";
import { hasHadTime } from "./move-money.ts";
import type { Authorisation, Partners, StoredPlan } from "./ports.ts";
import { wantMovement } from "./want-movement.ts";

export interface ResolveDeps extends PlanDeps {
  readonly partners: Partners;
}

/** Plans that are looked into in one round. */
const ROUND = 100;
/** A partner that has not decided is asked again after so long. */
const AGAIN_MS = 30_000;

/**
 * Asks partners what became of plans whose answer is open, and records it. A yes or a no is the partner's own, looked up;
 * what it does not know of long after it was asked is cancelled, and everything else stays open. Safe on several workers
 * at once: each plan is one worker's until it is asked again. Returns how many were resolved.
 */
export async function resolvePlans(deps: ResolveDeps): Promise<number> {
  const nowMs = deps.now();
  const open = await deps.plans.unresolved(formatInstant(nowMs), formatInstant(nowMs + AGAIN_MS), ROUND);
  let resolved = 0;
  for (const { merchant, id } of open) if (await resolvePlan(deps, merchant, id)) resolved += 1;
  return resolved;
}

/** Asks what became of one plan; false where nothing follows from it now. */
export async function resolvePlan(deps: ResolveDeps, merchant: string, id: string): Promise<boolean> {
  const nowMs = deps.now();
  const { found } = await deps.plans.read(merchant, id);
  if (found?.plan.state !== "pending_partner") return false;
  const port = deps.partners.find(merchant, found.plan.partner);
  if (!port) return false;
  const { plan, facts } = found;
  const ask = fundingAsk(id, { ...plan, count: facts.count });
  const answer = await port.lookUp(facts.partner_id === null ? ask : { ...ask, partnerId: facts.partner_id });
  if (answer.kind !== "answered") return false;

  const command = commandFor(answer.value, found, nowMs);
  if (command === undefined) return false;
  const moment = momentOf(deps, merchant, found);
  const decided = decideToday(plan, command, moment);
  if (!decided.ok) return false;
  const write = {
    stored: found,
    ...decided.value,
    facts: { ...known(facts), partner_id: answer.value?.partnerId ?? facts.partner_id },
    kind: command.kind,
    ...moment,
    done: doneBy(deps, "fenqi:resolver"),
    reference: null,
    lookAt: null,
    movements: wantMovement(found, command, deps.now()),
  };
  return (await deps.plans.commit(merchant, [write])).length === 1;
}

/** What follows from what the partner knows; undefined where nothing does yet. */
function commandFor(known: Authorisation | undefined, { facts }: StoredPlan, nowMs: number): PlanCommand | undefined {
  if (known?.state === "approved") return { kind: "authorise" };
  if (known?.state === "declined") return { kind: "decline" };
  return known === undefined && hasHadTime(facts, nowMs) ? { kind: "cancel", reason: "partner_unaware" } : undefined;
}
