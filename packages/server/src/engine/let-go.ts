import { doneBy, momentOf, type PlanDeps } from "./change-plan.ts";
import type { StoredPlan } from "./ports.ts";
import { wantMovement } from "./want-movement.ts";

/** Lost races before it is left to the partner's next word. */
const TRIES = 20;

/** A yes about a plan that has ended meanwhile: what the partner holds is let go of. Nothing where it is, or is about to be. */
export async function letGoOfLateYes(deps: PlanDeps, merchant: string, partner: string, id: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { found } = await deps.plans.read(merchant, id);
    if (!found || found.plan.partner !== partner || !isEnded(found) || isLetGo(found)) return;
    const { plan, facts } = found;
    const kept = await deps.plans.commit(merchant, [
      {
        stored: found,
        decision: { plan, changes: [], entries: [], events: [] },
        booked: [],
        facts,
        kind: "late_answer",
        ...momentOf(deps, merchant, found),
        done: doneBy(deps, "fenqi:resolver"),
        reference: null,
        lookAt: null,
        movements: wantMovement(found, { kind: "cancel", reason: "late_answer" }, deps.now()),
      },
    ]);
    if (kept.length === 1) return;
  }
}

export const isEnded = ({ plan }: StoredPlan): boolean => plan.state === "cancelled" || plan.state === "declined";

/** A cancellation is under way, or the partner has done one that it has a name for. */
const isLetGo = ({ movements }: StoredPlan): boolean =>
  movements.some(({ kind, ended_at, partner_id }) => kind === "cancel" && (ended_at === null || partner_id !== null));
