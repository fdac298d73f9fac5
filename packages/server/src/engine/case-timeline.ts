import { type Instant, parseInstant } from "@fenqi/core/calendar";
import type { Back } from "@fenqi/core/offer";
import type { AdjustmentEventKind, AdjustmentStore, CaseRow, PlanStore } from "./ports.ts";

/** Something that bears on a case, beside what was said and done in it. */
export interface CaseMoment {
  readonly at: Instant;
  readonly kind: "adjustment" | "return" | "quote" | "plan";
  readonly id: string;
  /** The adjustment's move or the plan's state. */
  readonly what: string;
}

interface TimelineDeps {
  readonly adjustments: Pick<AdjustmentStore, "history">;
  readonly plans: Pick<PlanStore, "byQuote" | "read">;
}

/** Moves that a shopper can notice; drafting and approving are none. */
const NOTICED: ReadonlySet<AdjustmentEventKind> = new Set([
  "seed",
  "apply",
  "emergency",
  "start",
  "extend",
  "lift",
  "advance",
  "roll_back",
  "missed",
  "close",
] as const);

/** The adjustment that speaks for the way, its promised return, the quote, and the plan that it became; oldest first. */
export async function caseTimeline(
  deps: TimelineDeps,
  merchant: string,
  row: CaseRow,
  seen: { readonly quotedAt: Instant; readonly back: Back | null } | undefined,
): Promise<readonly CaseMoment[]> {
  const moments: CaseMoment[] = [];
  if (row.adjustment !== null) {
    const history = await deps.adjustments.history(merchant, row.adjustment);
    for (const { at, move } of history)
      if (NOTICED.has(move)) moments.push({ at, kind: "adjustment", id: row.adjustment, what: move });
    const { back } = seen ?? {};
    if (back?.kind === "at") moments.push({ at: back.at, kind: "return", id: row.adjustment, what: "return" });
  }
  if (row.quote && seen) {
    moments.push({ at: seen.quotedAt, kind: "quote", id: row.quote.id, what: row.quote.code });
    const id = await deps.plans.byQuote(merchant, row.quote.id);
    const found = id === undefined ? undefined : (await deps.plans.read(merchant, id)).found;
    if (found) {
      const { plan, facts } = found;
      moments.push({ at: facts.created_at, kind: "plan", id: plan.id, what: plan.state });
    }
  }
  return moments.sort((a, b) => parseInstant(a.at) - parseInstant(b.at));
}
