/** `open`: the shopper is owed an answer. `answered`: the next word is theirs. */
export type CaseState = "open" | "answered" | "closed";

/** `write`: the shopper. `answer` and `close`: whoever works the case. */
export type CaseMove = "write" | "answer" | "close";

/** A shopper who writes again opens a closed case again. What is closed is answered by nobody before that. */
export const CASE_MOVES = {
  open: { write: "open", answer: "answered", close: "closed" },
  answered: { write: "open", answer: "answered", close: "closed" },
  closed: { write: "open" },
} as const satisfies Record<CaseState, Partial<Record<CaseMove, CaseState>>>;

/** The state after a move; undefined where the table has none. */
export function stateAfter(state: CaseState, move: CaseMove): CaseState | undefined {
  const moves: Partial<Record<CaseMove, CaseState>> = CASE_MOVES[state];
  return moves[move];
}
