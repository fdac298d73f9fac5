import { expect, test } from "vitest";
import { watchRows } from "./gates.ts";

const GATES = { approval_drop_ppm: 40_000, error_rise_ppm: 10_000 };
const figures = (approvals: number, errors: number) => ({ calls: 1_000, approvals, errors });
const BASELINE = figures(860, 2);

test.each([
  // approvals now, errors now, how far each gate is passed
  [860, 2, "no", "no"],
  [820, 12, "no", "no"],
  [810, 13, "once", "once"],
  [770, 30, "twice", "twice"],
] as const)("%d approvals and %d errors of 1,000", (approvals, errors, first, second) => {
  const rows = watchRows(GATES, figures(approvals, errors), BASELINE);
  expect(rows.map(({ passed }) => passed)).toEqual([first, second]);
  expect(rows.map(({ limit }) => limit)).toEqual([expect.closeTo(0.82), expect.closeTo(0.012)]);
});

test("what was not counted is no figure, and no gate is passed by it", () => {
  const none = { calls: 0, approvals: 0, errors: 0 };
  expect(watchRows(GATES, none, BASELINE)[0]).toMatchObject({ now: null, limit: null, passed: "no" });
  expect(watchRows(undefined, figures(1, 999), BASELINE)[1]).toMatchObject({ now: 0.999, limit: null, passed: "no" });
});
