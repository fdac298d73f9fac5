import { formatInstant } from "@fenqi/core/calendar";
import { doneBy, momentOf, type PlanDeps } from "./change-plan.ts";
import { taken } from "./collect-plans.ts";
import type { PlanMovement, StoredPlan } from "./ports.ts";

/** How a movement ended: done, or failed for good with nothing moved. */
export interface MovementEnd {
  readonly state: "done" | "failed";
  readonly fault: PlanMovement["fault"];
  readonly partnerId: string | null;
}

/** Lost races before it is left for the next round. */
const TRIES = 20;

/** Keeps how a movement ended, with the event that tells it. False where it has ended already. */
export async function endMovement(
  deps: PlanDeps,
  merchant: string,
  id: string,
  n: number,
  end: MovementEnd,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { found } = await deps.plans.read(merchant, id);
    const movement = found?.movements[n - 1];
    if (!found || !movement || movement.ended_at !== null) return false;
    const kept = await deps.plans.commit(merchant, [writeOf(deps, merchant, found, movement, end)]);
    if (kept.length === 1) return true;
  }
  return false;
}

function writeOf(
  deps: PlanDeps,
  merchant: string,
  stored: StoredPlan,
  movement: PlanMovement,
  { state, fault, partnerId }: MovementEnd,
) {
  const { plan, facts } = stored;
  const moment = momentOf(deps, merchant, stored);
  const { n, kind, request, amount } = movement;
  const decided =
    kind === "collect" && state === "done"
      ? taken(stored, amount, moment)
      : { decision: { plan, changes: [], entries: [], events: [] }, booked: [] };
  const said = { movement: n, kind, request, amount, ...(fault === null ? {} : { fault }) };
  return {
    stored,
    ...decided,
    decision: {
      ...decided.decision,
      events: [
        { type: `plan.movement_${state}` as const, at: moment.at, plan: plan.id, data: said },
        ...decided.decision.events,
      ],
    },
    facts,
    kind: `movement_${state}`,
    ...moment,
    done: doneBy(deps, "fenqi:movements"),
    reference: request,
    lookAt: null,
    movements: [
      { ...movement, state, fault, partner_id: partnerId, ended_at: formatInstant(deps.now()), lookAt: null },
    ],
  };
}
