import { onlyRoot } from "./only-root.ts";

/** An amount `whole` unit-periods and the fraction `odd` of one after the first advance. */
export interface UnitPeriodFlow {
  readonly amount: number;
  readonly whole: number;
  readonly odd: number;
}

/**
 * The rate per unit-period i of Appendix J's general equation, Σ A ÷ ((1+e·i)(1+i)^q) = Σ P ÷ ((1+f·i)(1+i)^t).
 *
 * Odd days bear simple interest. Null when there is no such rate, or more than one.
 * Source: 12 CFR 1026 Appendix J (b)(8).
 */
export function actuarialRate(advances: readonly UnitPeriodFlow[], payments: readonly UnitPeriodFlow[]): number | null {
  const worth = (flows: readonly UnitPeriodFlow[], i: number) =>
    flows.reduce((sum, { amount, whole, odd }) => sum + amount / ((1 + odd * i) * (1 + i) ** whole), 0);
  return onlyRoot((i) => worth(payments, i) - worth(advances, i));
}

/** Twice what the widest rates take. */
const MOST_STEPS = 40;

/**
 * {@link actuarialRate} of a loan: one advance at the start, and payments of at least as much after it, none of which comes back.
 *
 * As in `yield.ts`, the logarithm of what they are worth is convex in i, so that Newton's method converges from nothing.
 */
export function loanRate(advance: number, payments: readonly UnitPeriodFlow[]): number | null {
  let i = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    let value = 0;
    let slope = 0;
    for (const { amount, whole, odd } of payments) {
      const worth = amount / ((1 + odd * i) * (1 + i) ** whole);
      value += worth;
      slope += worth * (odd / (1 + odd * i) + whole / (1 + i));
    }
    const move = (Math.log(value / advance) * value) / slope;
    i += move;
    if (Math.abs(move) < 1e-9 * (1 + i)) return i;
  }
  return null;
}
