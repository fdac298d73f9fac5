import type { Ppm } from "../money/index.ts";
import type { Ramp } from "./ramp.ts";

const ALL = 1_000_000;

/** What is wrong with a ramp, at pointers below it; empty when it is sound. */
export function checkRamp({ steps }: Ramp): { path: string; message: string }[] {
  if (steps.length === 0) return [{ path: "/steps", message: "a ramp has a step" }];
  return steps.flatMap(({ share_ppm }, index) => {
    const path = `/steps/${index}/share_ppm`;
    const before = steps[index - 1]?.share_ppm ?? 0;
    if (share_ppm <= before) return [{ path, message: "each step opens to more shoppers" }];
    if (share_ppm > ALL) return [{ path, message: "more than everybody" }];
    if (index === steps.length - 1 && share_ppm < ALL) {
      return [{ path, message: "the last step opens to everybody: 1000000" }];
    }
    return [];
  });
}

/** Calls that were counted at one way, and how they ended. */
export interface CallFigures {
  readonly calls: number;
  readonly approvals: number;
  readonly errors: number;
}

/** The opened way since its step began, and the same way before it was paused. */
export interface RampFigures extends CallFigures {
  readonly baseline: CallFigures;
}

export type StepVerdict = "wait" | "hold" | "advance" | "roll_back";

/**
 * What a return does next. A gate that falls short by twice what it allows rolls back at once; one that falls short
 * holds; too few calls wait, if a least number is asked. Without figures it goes by dwell time alone.
 *
 * `minutes`: how long the step has lasted. `figures`: undefined where nobody counts calls.
 */
export function judgeStep(ramp: Ramp, step: number, minutes: number, figures: RampFigures | undefined): StepVerdict {
  const { gates = {} } = ramp;
  const dwelt = minutes >= ramp.steps[step]!.dwell_minutes;
  if ((figures?.calls ?? 0) < (gates.least_calls ?? 0)) return "wait";
  const shortfall = figures === undefined ? 0 : shortfallOf(gates, figures);
  if (shortfall > 2) return "roll_back";
  if (!dwelt) return "wait";
  return shortfall > 1 ? "hold" : "advance";
}

/** How far the worst gate is passed, in multiples of what it allows: above 1 it falls short. */
function shortfallOf(gates: NonNullable<Ramp["gates"]>, { baseline, ...opened }: RampFigures): number {
  if (opened.calls === 0 || baseline.calls === 0) return 0;
  const drop = shareOf(baseline.approvals, baseline.calls) - shareOf(opened.approvals, opened.calls);
  const rise = shareOf(opened.errors, opened.calls) - shareOf(baseline.errors, baseline.calls);
  return Math.max(timesOver(drop, gates.approval_drop_ppm), timesOver(rise, gates.error_rise_ppm));
}

const shareOf = (part: number, whole: number): number => (part / whole) * ALL;

/** A gate that allows nothing is passed by anything at all, and twice passed too. */
function timesOver(by: number, allowed: Ppm | undefined): number {
  if (allowed === undefined || by <= 0) return 0;
  return allowed === 0 ? Number.POSITIVE_INFINITY : by / allowed;
}
