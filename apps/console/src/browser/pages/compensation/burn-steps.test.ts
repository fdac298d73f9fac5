import { expect, test } from "vitest";
import { burnPath, burnSteps } from "./burn-steps.ts";

const grant = (second: number, amount = 100) => ({ issued_at: `2026-11-22T00:00:0${second}Z`, amount });

test("vouchers add up in the order of time, one step an instant", () => {
  const steps = burnSteps([grant(3), grant(1), grant(1, 50)]);
  expect(steps.map(({ at, total }) => [at.slice(18, 19), total])).toEqual([
    ["1", 150],
    ["3", 250],
  ]);
});

test("nothing given is a line at zero", () => {
  expect(burnSteps([])).toEqual([]);
  expect(burnPath([], 1_000, 100, 50)).toBe("M0 50H100");
});

test("the budget is the height, and the last step runs to the edge", () => {
  expect(burnPath(burnSteps([grant(0, 250), grant(4, 250)]), 1_000, 100, 50)).toBe("M0 50H0V38H90V25H100");
});
