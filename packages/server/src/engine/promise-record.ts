import { type Adjustment, type ReturnPromise, settlePromise } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { PromisesMade } from "./ports.ts";

/** A return that was promised for a time, and how it came out. */
export interface PromiseKept {
  readonly adjustment: string;
  readonly promised_at: Instant;
  /** Null while it has not returned. */
  readonly returned_at: Instant | null;
  readonly outcome: "kept" | "missed";
}

/**
 * How promised returns came out: kept when the way was back by then; missed when it was not, and also when another time
 * was told before. What is still to come, what named no time and what never began are in no record. Newest first.
 */
export function promiseRecord(made: readonly PromisesMade[], nowMs: number): PromiseKept[] {
  const at = formatInstant(nowMs);
  return made
    .flatMap(({ adjustment, promises }) =>
      settlePromise(promises, "time", at).flatMap((promise) => outcomeOf(adjustment, promise) ?? []),
    )
    .sort((a, b) => parseInstant(b.promised_at) - parseInstant(a.promised_at));
}

function outcomeOf({ id, lifted_at }: Adjustment, promise: ReturnPromise): PromiseKept | undefined {
  const { back, due_at: due, outcome } = promise;
  const named = back.kind === "at" || back.kind === "window";
  if (!named || due === null || outcome === null || outcome === "dropped") return undefined;
  return {
    adjustment: id,
    promised_at: due,
    returned_at: lifted_at ?? null,
    outcome: outcome === "kept" ? "kept" : "missed",
  };
}
