import type { CompensationMove, CompensationState } from "./ports.ts";

/** Every move that a compensation may make. What is not here is refused. `found` and `finish` are the server's own. */
const COMPENSATION_MOVES = {
  draft: { submit: "submitted" },
  submitted: { approve: "finding", reject: "rejected" },
  finding: { found: "granting" },
  granting: { finish: "granted" },
  granted: {},
  rejected: {},
} as const satisfies Record<CompensationState, Partial<Record<CompensationMove, CompensationState>>>;

/** Where a move leads; undefined where it is not allowed. */
export function compensationTo(state: CompensationState, move: CompensationMove): CompensationState | undefined {
  const moves: Partial<Record<CompensationMove, CompensationState>> = COMPENSATION_MOVES[state];
  return moves[move];
}
