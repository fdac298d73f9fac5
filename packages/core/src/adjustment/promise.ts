import type { Instant } from "../calendar/index.ts";
import { parseInstant } from "../calendar/index.ts";
import type { Back } from "../offer/index.ts";

/**
 * How a promised return ended. `kept`: the way was back, or the next word came, in time; `slipped`: another time was
 * told before it fell due; `missed`: it fell due first; `dropped`: the adjustment was withdrawn before it began.
 */
export type PromiseOutcome = "kept" | "slipped" | "missed" | "dropped";

/** A return as it was promised, never edited: another promise succeeds it. */
export interface ReturnPromise {
  readonly back: Back;
  readonly promised_at: Instant;
  /** When it falls due; null where nothing was promised (`back.kind` none). */
  readonly due_at: Instant | null;
  /** Null while it is open. */
  readonly outcome: PromiseOutcome | null;
  readonly settled_at: Instant | null;
}

/** The instant by which a promise must have come true; null for a way that is gone for good. */
export function dueOf(back: Back): Instant | null {
  switch (back.kind) {
    case "at":
      return back.at;
    case "window":
      return back.until;
    case "update_by":
      return back.by;
    case "none":
      return null;
  }
}

export const promiseOf = (back: Back, promisedAt: Instant): ReturnPromise => ({
  back,
  promised_at: promisedAt,
  due_at: dueOf(back),
  outcome: null,
  settled_at: null,
});

/** The promise that is open now: the last one, unless it is settled. */
export function openPromise(promises: readonly ReturnPromise[]): ReturnPromise | undefined {
  const last = promises.at(-1);
  return last?.outcome === null ? last : undefined;
}

/**
 * The record after something happened at `at`. An open promise whose time has passed is missed, whatever happens then;
 * the same objects come back where nothing changes.
 */
export function settlePromise(
  promises: readonly ReturnPromise[],
  event: "time" | "extend" | "lift" | "withdraw",
  at: Instant,
): readonly ReturnPromise[] {
  const open = openPromise(promises);
  if (!open) return promises;
  const overdue = open.due_at !== null && parseInstant(open.due_at) < parseInstant(at);
  const settle = (outcome: PromiseOutcome, settledAt: Instant) => [
    ...promises.slice(0, -1),
    { ...open, outcome, settled_at: settledAt },
  ];
  if (overdue) return settle("missed", open.due_at!);
  switch (event) {
    case "time":
      return promises;
    case "withdraw":
      return settle("dropped", at);
    case "lift":
      return settle("kept", at);
    case "extend":
      return settle(open.back.kind === "update_by" ? "kept" : "slipped", at);
  }
}
