import { formatInstant } from "@fenqi/core/calendar";
import { collectableOn, type Moment } from "@fenqi/core/plan";
import type { PlanDeps } from "./change-plan.ts";
import { decideToday } from "./decide-today.ts";
import type { ClaimedMovement, MovementWrite, PlanWrite, StoredPlan } from "./ports.ts";

/** Plans looked at at once. */
const PAGE = 500;

/**
 * Wants what is due to be taken by the shopper's mandate: a part of the daily close. A plan that has been asked for is no longer
 * among those to be asked for, so that it may be broken off, run twice, and on several workers at once. Partners are then asked
 * as for any other movement; the store's own book has taken it with the decision.
 *
 * `holdMs`: whoever calls asks the partners itself, and nobody else before that is over. Returns what is to be asked.
 */
export async function collectPlans(
  deps: PlanDeps,
  merchant: string,
  clock: string | null,
  moment: Moment,
  holdMs = 0,
): Promise<readonly ClaimedMovement[]> {
  const wanted: ClaimedMovement[] = [];
  let last = "";
  for (;;) {
    const page = await deps.plans.toCollect(merchant, clock, moment.today, last, PAGE);
    const writes = page.flatMap((stored) => collectionOf(stored, moment, deps.now(), holdMs));
    const kept = new Set(writes.length > 0 ? await deps.plans.commit(merchant, writes) : []);
    for (const { decision, movements } of writes) {
      const { id, funding } = decision.plan;
      if (kept.has(id) && funding !== "house")
        wanted.push({ merchant, plan: id, n: movements![0]!.n, before: "wanted", tries: 1 });
    }
    if (page.length < PAGE) return wanted;
    last = page.at(-1)!.plan.id;
  }
}

/** What is due of one plan, as a movement; nothing where it is not worked out up to the day, or is paid. */
function collectionOf(stored: StoredPlan, moment: Moment, nowMs: number, holdMs: number): readonly PlanWrite[] {
  const { plan, facts, movements } = stored;
  const due = plan.closed_through === moment.today ? collectableOn(plan, moment.today) : undefined;
  if (!due) return [];
  const n = movements.length + 1;
  const request = `${plan.id}_${n}`;
  const isOwn = plan.funding === "house";
  const at = formatInstant(nowMs);
  const movement: MovementWrite = {
    n,
    kind: "collect",
    state: isOwn ? "done" : holdMs > 0 ? "asked" : "wanted",
    request,
    ...due,
    fault: null,
    partner_id: null,
    wanted_at: at,
    ended_at: isOwn ? at : null,
    lookAt: isOwn ? null : formatInstant(nowMs + holdMs),
  };
  const nothing = { decision: { plan, changes: [], entries: [], events: [] }, booked: [] };
  const decided = isOwn ? taken(stored, due.amount, moment) : nothing;
  return [
    {
      stored,
      facts,
      ...decided,
      kind: "collect",
      ...moment,
      done: null,
      reference: request,
      lookAt: null,
      movements: [movement],
    },
  ];
}

/** The repayment that money taken by a mandate is: like any other that has arrived. */
export function taken({ plan }: Pick<StoredPlan, "plan">, amount: number, moment: Moment) {
  const decided = decideToday(plan, { kind: "repay", amount, arrived: true }, moment);
  if (!decided.ok) throw new Error(`plan ${plan.id} refuses money that has arrived: ${decided.error.code}`);
  return decided.value;
}
