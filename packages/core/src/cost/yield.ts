import { guessOverTimes, guessPerStep } from "./yield-guess.ts";

/** Newton's step doubles the digits each time, so a step this small leaves an error far below 1e-12. */
const SMALL_STEP = 1e-8;
/** The widest rates take seven. */
const MOST_STEPS = 20;

/**
 * The growth rate δ per step at which `payments[k]`, made at step k, are worth `advance` at step 0: Σ aₖ·e^(−δk) = advance.
 *
 * The logarithm of the left side is convex and falls with δ, so Newton's method on it converges from anywhere; the first
 * guess matches mean and spread of the payments' times, and two steps usually do. The rate per step is e^δ − 1.
 * Payments are not negative. Null when there is nothing to solve, no advance or no payment after step 0: then no step comes to a number.
 */
export function yieldPerStep(advance: number, payments: readonly number[]): number | null {
  let delta = guessPerStep(advance, payments);
  for (let step = 0; step < MOST_STEPS; step++) {
    const v = Math.exp(-delta);
    let value = 0;
    let slope = 0;
    for (let k = payments.length - 1; k >= 0; k--) {
      slope = slope * v + value;
      value = value * v + payments[k]!;
    }
    const move = (Math.log(value / advance) * value) / (v * slope);
    delta += move;
    if (Math.abs(move) < SMALL_STEP) return delta;
  }
  return null;
}

/** {@link yieldPerStep} for payments at any times: `times[k]` is when `payments[k]` is made. */
export function yieldOverTimes(advance: number, payments: readonly number[], times: readonly number[]): number | null {
  let delta = guessOverTimes(advance, payments, times);
  for (let step = 0; step < MOST_STEPS; step++) {
    let value = 0;
    let slope = 0;
    for (let k = 0; k < payments.length; k++) {
      const worth = payments[k]! * Math.exp(-delta * times[k]!);
      value += worth;
      slope += worth * times[k]!;
    }
    const move = (Math.log(value / advance) * value) / slope;
    delta += move;
    if (Math.abs(move) < SMALL_STEP) return delta;
  }
  return null;
}
