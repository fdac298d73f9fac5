import type { Adjustment } from "@fenqi/core/adjustment";
import { type Instant, parseInstant } from "@fenqi/core/calendar";

/** A return that was promised for a time, and how it came out. */
export interface PromiseKept {
  readonly adjustment: string;
  readonly promised_at: Instant;
  /** Null while it has not returned. */
  readonly returned_at: Instant | null;
  readonly outcome: "kept" | "missed";
}

/**
 * How promised returns came out: kept when the way was back by the time named last, missed when that time has passed.
 * What is still to come, and what named no time, is in no record. Newest first.
 */
export function promiseRecord(adjustments: readonly Adjustment[], nowMs: number): PromiseKept[] {
  return adjustments
    .flatMap((adjustment) => outcomeOf(adjustment, nowMs) ?? [])
    .sort((a, b) => parseInstant(b.promised_at) - parseInstant(a.promised_at));
}

function outcomeOf({ id, back, lifted_at }: Adjustment, nowMs: number): PromiseKept | undefined {
  const promised = back.kind === "at" ? back.at : back.kind === "window" ? back.until : undefined;
  if (promised === undefined) return undefined;
  const returned = lifted_at !== undefined && parseInstant(lifted_at) <= nowMs ? lifted_at : null;
  if (returned === null && nowMs <= parseInstant(promised)) return undefined;
  const kept = returned !== null && parseInstant(returned) <= parseInstant(promised);
  return { adjustment: id, promised_at: promised, returned_at: returned, outcome: kept ? "kept" : "missed" };
}
