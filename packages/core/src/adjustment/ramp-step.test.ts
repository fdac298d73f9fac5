import { expect, test } from "vitest";
import type { Ramp } from "./ramp.ts";
import { checkRamp, judgeStep } from "./ramp-step.ts";

const steps = [
  { share_ppm: 50_000, dwell_minutes: 10 },
  { share_ppm: 1_000_000, dwell_minutes: 30 },
];
const gated: Ramp = { steps, gates: { approval_drop_ppm: 50_000, error_rise_ppm: 20_000, least_calls: 100 } };
const baseline = { calls: 1_000, approvals: 800, errors: 10 };
const figures = (calls: number, approvals: number, errors: number) => ({ calls, approvals, errors, baseline });

test.each([
  ["without figures it goes by dwell", { steps }, 9.9, undefined, "wait"],
  ["and then on", { steps }, 10, undefined, "advance"],
  ["a least number of calls waits without figures", gated, 60, undefined, "wait"],
  ["and with too few", gated, 60, figures(99, 99, 0), "wait"],
  ["as before the pause", gated, 10, figures(100, 80, 1), "advance"],
  ["good figures wait for the dwell", gated, 9, figures(100, 80, 1), "wait"],
  ["just what is allowed", gated, 10, figures(100, 75, 3), "advance"],
  ["approvals fall short", gated, 10, figures(100, 74, 1), "hold"],
  ["errors rise", gated, 10, figures(100, 80, 4), "hold"],
  ["approvals fall by more than twice as much", gated, 1, figures(100, 69, 1), "roll_back"],
  ["errors rise by more than twice as much", gated, 1, figures(100, 80, 6), "roll_back"],
  [
    "no baseline to fall from",
    gated,
    10,
    { ...figures(100, 0, 100), baseline: { calls: 0, approvals: 0, errors: 0 } },
    "advance",
  ],
  ["just twice what is allowed", gated, 10, figures(100, 70, 1), "hold"],
  ["errors rise by just twice as much", gated, 10, figures(100, 80, 5), "hold"],
  ["no call yet, where none is asked for", { steps, gates: { approval_drop_ppm: 0 } }, 10, figures(0, 0, 0), "advance"],
  ["no gate on errors", { steps, gates: { approval_drop_ppm: 50_000 } }, 10, figures(100, 80, 100), "advance"],
  ["no gate on approvals", { steps, gates: { error_rise_ppm: 20_000 } }, 10, figures(100, 0, 1), "advance"],
  ["nothing allowed, and nothing worse", { steps, gates: { error_rise_ppm: 0 } }, 10, figures(100, 80, 1), "advance"],
  ["nothing allowed, and better", { steps, gates: { error_rise_ppm: 0 } }, 10, figures(100, 80, 0), "advance"],
  ["nothing allowed", { steps, gates: { error_rise_ppm: 0 } }, 0, figures(100, 80, 2), "roll_back"],
] as const)("%s", (_, ramp, minutes, seen, verdict) => {
  expect(judgeStep(ramp, 0, minutes, seen)).toBe(verdict);
});

test.each([
  [steps, []],
  [[], ["/steps"]],
  [[steps[0]!], ["/steps/0/share_ppm"]],
  [[steps[1]!, steps[0]!], ["/steps/1/share_ppm"]],
  [[{ share_ppm: 1_000_001, dwell_minutes: 0 }], ["/steps/0/share_ppm"]],
  [[{ share_ppm: 0, dwell_minutes: 0 }, steps[1]!], ["/steps/0/share_ppm"]],
  [[steps[0]!, steps[0]!, steps[1]!], ["/steps/1/share_ppm"]],
  [[steps[1]!, steps[1]!], ["/steps/1/share_ppm"]],
])("the steps of %j", (given, flaws) => {
  expect(checkRamp({ steps: given }).map(({ path }) => path)).toEqual(flaws);
});
