import { formatInstant, localDay, toIsoDate } from "@fenqi/core/calendar";
import type { Change, Moment, PlanCommand } from "@fenqi/core/plan";
import { decideToday } from "./decide-today.ts";
import type { LiveCatalogues } from "./live-catalogues.ts";
import type { Clock, Once, OnceOutcome, PlanMovement, PlanStore, PlanWrite, Remembered, StoredPlan } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { wantMovement } from "./want-movement.ts";

export interface PlanDeps {
  readonly plans: PlanStore;
  readonly live: LiveCatalogues;
  readonly now: Clock;
}

/** A plan after a change, and what changed. */
export interface ChangedPlan {
  readonly stored: StoredPlan;
  readonly moment: Moment;
  readonly changes: readonly Change[];
}

export interface ChangePlan {
  readonly once: Once;
  /** The person who asks. */
  readonly by: string;
  readonly id: string;
  readonly command: PlanCommand;
  /** The payer's or the partner's word for the money. */
  readonly reference?: string;
  readonly answer: (changed: ChangedPlan) => Remembered;
}

/** Lost races before a change is given up: more than any number of callers that take turns can bring about. */
const TRIES = 200;

/**
 * Changes a plan by a command of core, at most once per key: read with its version in one question, decided purely, kept
 * in one statement together with entries, events, audit and answer. A decision that lost a race is made again from what
 * won it. A refusal binds nothing and changes nothing.
 */
export async function changePlan(deps: PlanDeps, command: ChangePlan): Promise<OnceOutcome<Result<ChangedPlan>>> {
  const { once, by, id } = command;
  const { merchant } = once;
  for (let tries = 0; tries < TRIES; tries++) {
    const { found, bound } = await deps.plans.read(merchant, id, once);
    if (!found) return { kind: "refused", value: refuse({ code: "not_found" }) };
    if (bound.kind !== "free") return bound;

    const moment = momentOf(deps, merchant, found);
    const decided = decideToday(found.plan, command.command, moment);
    if (!decided.ok) return { kind: "refused", value: decided };
    const { decision } = decided.value;
    const movements = wantMovement(found, command.command, deps.now());
    const changed = { stored: after(found, decision, movements), moment, changes: decision.changes };
    const remembered = command.answer(changed);
    const write = {
      stored: found,
      ...decided.value,
      facts: found.facts,
      kind: command.command.kind,
      ...moment,
      done: doneBy(deps, by),
      reference: command.reference ?? null,
      lookAt: null,
      movements,
    };
    const kept = await deps.plans.commit(merchant, [write], { once, attempt: null, remembered });
    if (kept !== "key_taken" && kept.length === 1) return { kind: "done", value: done(changed), remembered };
  }
  throw new Error(`plan ${id} moved on ${TRIES} times while one change was made`);
}

/** The plan as it stands after a decision. */
export const after = (
  stored: StoredPlan,
  { plan, events }: { readonly plan: StoredPlan["plan"]; readonly events: readonly unknown[] },
  wanted: readonly PlanMovement[] = [],
): StoredPlan => ({
  ...stored,
  plan,
  movements: [...stored.movements, ...wanted],
  version: stored.version + 1,
  events: stored.events + events.length,
});

/** What time it is for a plan: by its own clock, in its merchant's zone. */
export function momentOf(
  { live, now }: Pick<PlanDeps, "live" | "now">,
  merchant: string,
  { clockAt }: Pick<StoredPlan, "clockAt">,
): Moment {
  return momentAt(live, merchant, clockAt === null ? now() : Date.parse(clockAt));
}

/** Who does something, and the world's time at it: whatever a plan's clock shows, the audit log is dated by this. */
export const doneBy = ({ now }: Pick<PlanDeps, "now">, by: string): NonNullable<PlanWrite["done"]> => ({
  by,
  at: formatInstant(now()),
});

/** An instant, and the merchant's own day at it. Throws where the merchant has no catalogue: it has no plan then either. */
export function momentAt(live: LiveCatalogues, merchant: string, ms: number): Moment {
  const { zone } = live.of(merchant)!.compiled;
  return { at: formatInstant(ms), today: toIsoDate(localDay(ms, zone)) };
}
