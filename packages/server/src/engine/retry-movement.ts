import { formatInstant } from "@fenqi/core/calendar";
import { type ChangedPlan, doneBy, momentOf, type PlanDeps } from "./change-plan.ts";
import type { MovementWrite, Once, OnceOutcome, Remembered } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface RetryMovement {
  readonly once: Once;
  readonly by: string;
  readonly plan: string;
  readonly n: number;
  readonly answer: (changed: ChangedPlan) => Remembered;
}

/** Lost races before it is given up. */
const TRIES = 20;

/**
 * Has a movement that failed asked for once more, under another request: partners give the old one its old answer. Nothing
 * moved when it failed, so that the money moves once.
 */
export async function retryMovement(
  deps: PlanDeps,
  { once, by, plan: id, n, answer }: RetryMovement,
): Promise<OnceOutcome<Result<ChangedPlan>>> {
  const { merchant } = once;
  for (let tries = 0; tries < TRIES; tries++) {
    const { found, bound } = await deps.plans.read(merchant, id, once);
    const movement = found?.movements[n - 1];
    if (!found || !movement) return { kind: "refused", value: refuse({ code: "not_found" }) };
    if (bound.kind !== "free") return bound;
    if (movement.state !== "failed") {
      return { kind: "refused", value: refuse({ code: "move_not_allowed", state: movement.state }) };
    }
    const moment = momentOf(deps, merchant, found);
    const again: MovementWrite = {
      ...movement,
      state: "wanted",
      request: requestAfter(movement.request),
      fault: null,
      ended_at: null,
      lookAt: formatInstant(deps.now()),
    };
    const movements = found.movements.map((each) => (each === movement ? again : each));
    const changed = { stored: { ...found, movements, version: found.version + 1 }, moment, changes: [] };
    const write = {
      stored: found,
      decision: { plan: found.plan, changes: [], entries: [], events: [] },
      booked: [],
      facts: found.facts,
      kind: "movement_retried",
      ...moment,
      done: doneBy(deps, by),
      reference: again.request,
      lookAt: null,
      movements: [again],
    };
    const remembered = answer(changed);
    const kept = await deps.plans.commit(merchant, [write], { once, attempt: null, remembered });
    if (kept !== "key_taken" && kept.length === 1) return { kind: "done", value: done(changed), remembered };
  }
  throw new Error(`plan ${id} moved on ${TRIES} times while a movement was asked for again`);
}

/** `plan_1` → `plan_1r2` → `plan_1r3` */
function requestAfter(request: string): string {
  const [, first, tries = "1"] = /^(.*?)(?:r(\d+))?$/.exec(request)!;
  return `${first}r${Number(tries) + 1}`;
}
