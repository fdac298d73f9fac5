import { expect, test } from "vitest";
import { ADJUSTMENT_MOVES, type AdjustmentState, moveTo } from "./adjustment-moves.ts";

const states = Object.keys(ADJUSTMENT_MOVES) as AdjustmentState[];

test("every state can be reached from a draft", () => {
  const reached = new Set<AdjustmentState>(["draft"]);
  for (const state of reached) for (const next of Object.values(ADJUSTMENT_MOVES[state])) reached.add(next);
  expect([...reached].sort()).toEqual([...states].sort());
});

test("only what is closed or withdrawn is at its end", () => {
  expect(states.filter((state) => Object.keys(ADJUSTMENT_MOVES[state]).length === 0)).toEqual(["closed", "withdrawn"]);
});

test("what is not in the table is refused", () => {
  expect(moveTo("active", "lift")).toBe("lifted");
  for (const state of ["draft", "submitted", "approved", "scheduled", "lifted", "closed", "withdrawn"] as const) {
    expect(moveTo(state, "lift")).toBeUndefined();
  }
});
