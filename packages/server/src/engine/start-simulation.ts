import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import { type Catalogue, withStandardExplanations } from "@fenqi/core/catalogue";
import type { ApplyDeps } from "./apply-catalogue.ts";
import { type ChangeCommand, changeOnce } from "./change-once.ts";
import { inForceThroughout, type Proposed } from "./in-force-throughout.ts";
import { readInstant } from "./known-times.ts";
import { flawsOf } from "./next-version.ts";
import type { Change, OnceOutcome } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import type { NewSimulation, RecordedQuotes, Replayed } from "./simulation-ports.ts";

export interface SimulateDeps extends ApplyDeps {
  readonly recorded: RecordedQuotes;
}

export interface StartSimulation extends ChangeCommand<NewSimulation> {
  readonly from: Instant;
  readonly until: Instant;
  readonly at?: Instant;
  /** What is looked at: an adjustment by its id, or a whole catalogue. */
  readonly proposal: { readonly adjustment: string } | { readonly catalogue: Catalogue };
}

/** Asks for a replay of the quotes of a period. One at a time per merchant; a runner takes it from here. */
export async function startSimulation(
  deps: SimulateDeps,
  command: StartSimulation,
): Promise<OnceOutcome<Result<NewSimulation>>> {
  const { once, by, proposal } = command;
  const now = deps.now();
  const period = periodOf(command, now);
  // Counted before the transaction: the embedded database has one connection.
  const total = period.ok ? await deps.recorded.count(once.merchant, period.value.from, period.value.until) : 0;
  return changeOnce(deps, command, async (change) => {
    if (!period.ok) return period;
    const { from, until, at } = period.value;
    const replayed = await replayedOf(deps, change, command, from);
    if (!replayed.ok) return replayed;
    const simulation: NewSimulation = {
      id: deps.ids.simulation(now),
      question: { from, until, at, adjustment: "adjustment" in proposal ? proposal.adjustment : null },
      ...replayed.value,
      total,
      createdAt: formatInstant(now),
      createdBy: by,
    };
    return (await change.openSimulation(simulation)) ? done(simulation) : refuse({ code: "simulation_running" });
  });
}

function periodOf({ from, until, at }: StartSimulation, nowMs: number) {
  const [begins, ends] = [readInstant(from), readInstant(until)];
  if (begins === undefined) return refuse({ code: "invalid_date", pointer: "/from" } as const);
  if (ends === undefined || parseInstant(ends) <= parseInstant(begins)) {
    return refuse({ code: "invalid_date", pointer: "/until" } as const);
  }
  const asked = at === undefined ? null : readInstant(at);
  if (asked === undefined) return refuse({ code: "invalid_date", pointer: "/at" } as const);
  return done({ from: begins, until: formatInstant(Math.min(parseInstant(ends), nowMs)), at: asked });
}

/** What stands without the proposal, and with it. */
async function replayedOf(
  deps: SimulateDeps,
  change: Change,
  { once: { merchant }, proposal }: StartSimulation,
  from: Instant,
): Promise<Result<Pick<Replayed, "before" | "after">>> {
  const newest = (await change.newest())?.catalogue;
  if (newest === undefined) return refuse({ code: "catalogue_missing" });
  if ("catalogue" in proposal) {
    const after = withStandardExplanations(proposal.catalogue, deps.standardExplanations);
    if (after.merchant.id !== merchant) return refuse({ code: "merchant_mismatch", merchant });
    const flaws = flawsOf(after, "/catalogue");
    return flaws.length > 0 ? refuse({ code: "catalogue_unsound", flaws }) : done({ before: newest, after });
  }
  const row = await change.readAdjustment(proposal.adjustment);
  if (row === undefined) return refuse({ code: "not_found" });
  const others = newest.adjustments.filter(({ id }) => id !== proposal.adjustment);
  const after = { ...newest, adjustments: [...others, inForceThroughout(row.adjustment as Proposed, from)] };
  const flaws = flawsOf(after, "");
  if (flaws.length > 0) return refuse({ code: "adjustment_unsound", flaws });
  return done({ before: { ...newest, adjustments: others }, after });
}
