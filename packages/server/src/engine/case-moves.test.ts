import { expect, test } from "vitest";
import { CASE_MOVES, type CaseMove, type CaseState, stateAfter } from "./case-moves.ts";

test("every state is reached, and none is a dead end for the shopper", () => {
  const states = Object.keys(CASE_MOVES) as CaseState[];
  const reached = new Set(states.flatMap((state) => Object.values(CASE_MOVES[state])));
  expect([...reached].sort()).toEqual([...states].sort());
  expect(states.map((state) => stateAfter(state, "write"))).toEqual(["open", "open", "open"]);
});

test("a closed case is neither answered nor closed again", () => {
  for (const move of ["answer", "close"] as CaseMove[]) expect(stateAfter("closed", move)).toBeUndefined();
});
