import type { Moment } from "@fenqi/core/plan";
import type { PlanDeps } from "./change-plan.ts";
import { closeToday } from "./decide-today.ts";
import type { PlanWrite, StoredPlan } from "./ports.ts";

/** Plans closed at once: as a set, and by core. */
const SET = 2_000;
const PAGE = 1_000;
/** Pages that are closed side by side: a database has more than one processor, and others want connections too. */
const LANES = 2;

/**
 * The daily close of a merchant's plans on one clock (null: the world's): what falls due, what was missed, what that
 * costs. Where they are enough for a set, first the many that only have a row that falls due, as sets in the store; then the
 * others, decided by core. Each page is kept in one statement. Safe to break off, to run twice, and on several workers at once: a plan
 * that is closed is no longer there to be closed, and one that has moved on is left for the next run.
 *
 * Returns how many plans were worked out.
 */
export async function closePlans(
  deps: PlanDeps,
  merchant: string,
  clock: string | null,
  moment: Moment,
  setSize = SET,
): Promise<number> {
  const ends = await deps.plans.closePages(merchant, clock, moment.today, setSize);
  const inSets = ends.length === 0 ? 0 : await closeInSets(deps, merchant, clock, moment, ends);
  return inSets + (await closeByCore(deps, merchant, clock, moment));
}

async function closeInSets(
  { plans }: PlanDeps,
  merchant: string,
  clock: string | null,
  moment: Moment,
  ends: readonly string[],
): Promise<number> {
  const pages = [...ends, undefined].map((last, at) => ({ after: ends[at - 1], last })).values();
  const lane = async () => {
    let closed = 0;
    for (const { after, last } of pages) closed += await plans.closePage(merchant, clock, moment, after, last);
    return closed;
  };
  const lanes = await Promise.all(Array.from({ length: LANES }, lane));
  return lanes.reduce((sum, closed) => sum + closed, 0);
}

async function closeByCore(deps: PlanDeps, merchant: string, clock: string | null, moment: Moment): Promise<number> {
  let closed = 0;
  let last = "";
  for (;;) {
    const page = await deps.plans.due(merchant, clock, moment.today, last, PAGE);
    const writes = page.flatMap((stored) => writeOf(stored, moment));
    if (writes.length > 0) closed += (await deps.plans.commit(merchant, writes)).length;
    if (page.length < PAGE) return closed;
    last = page.at(-1)!.plan.id;
  }
}

/** A plan that cannot be closed on this day has been closed later already. */
function writeOf(stored: StoredPlan, moment: Moment): readonly PlanWrite[] {
  const decided = closeToday(stored.plan, moment);
  if (!decided.ok) return [];
  return [
    {
      stored,
      facts: stored.facts,
      ...decided.value,
      kind: "close_day",
      ...moment,
      done: null,
      reference: null,
      lookAt: null,
    },
  ];
}
