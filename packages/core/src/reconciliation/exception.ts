import type { Minor } from "../money/types.ts";
import { type ExceptionReason, type MovementKind, netOf, type Side } from "./types.ts";

/** What of an exception decides about its resolution. `there` null: missing in the file; `here` null: missing in our books. */
export interface ReconciliationException {
  readonly reason: ExceptionReason;
  readonly kind: MovementKind;
  readonly there: Side | null;
  readonly here: Side | null;
}

/**
 * How an exception ends. `accepted`: the partner is right, and our books follow; `claimed`: it is wrong and corrects it, so that what
 * came for nothing goes back; `timing`: another file has it, or will.
 */
export const RESOLUTIONS = ["accepted", "claimed", "timing"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Two currencies cannot be set off against each other, and only what misses its counterpart can come with another file. */
export function mayResolve({ reason }: Pick<ReconciliationException, "reason">, resolution: Resolution): boolean {
  if (resolution === "accepted") return reason !== "currency_differs";
  if (resolution === "timing") return reason === "missing_here" || reason === "missing_there";
  return true;
}

/** The money that is in question, never negative; of two currencies the larger figure. */
export function amountAtStake({ there, here }: Pick<ReconciliationException, "there" | "here">): Minor {
  const [theirs, ours] = [there ? netOf(there) : 0, here ? netOf(here) : 0];
  if (there && here && there.currency !== here.currency) return Math.max(Math.abs(theirs), Math.abs(ours));
  return Math.abs(theirs - ours);
}

/**
 * `proposed`, `undo_proposed`: a second person is asked. `cleared`: what was missing came with a later file.
 */
export type ExceptionState = "open" | "proposed" | "resolved" | "undo_proposed" | "cleared";
export type ExceptionMove = "resolve" | "propose" | "approve" | "undo" | "propose_undo" | "clear";

/** Which move leads where. `undo` of what is only proposed takes the proposal back. */
export const EXCEPTION_MOVES = {
  open: { resolve: "resolved", propose: "proposed", clear: "cleared" },
  proposed: { approve: "resolved", undo: "open", clear: "cleared" },
  resolved: { undo: "open", propose_undo: "undo_proposed" },
  undo_proposed: { approve: "open", undo: "resolved" },
  cleared: {},
} as const satisfies Record<ExceptionState, Partial<Record<ExceptionMove, ExceptionState>>>;

/** The state after a move; undefined where the state does not allow it. */
export function moveException(state: ExceptionState, move: ExceptionMove): ExceptionState | undefined {
  return (EXCEPTION_MOVES[state] as Partial<Record<ExceptionMove, ExceptionState>>)[move];
}
