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
  if (advances.length === 1 && advances[0]!.whole === 0 && advances[0]!.odd === 0) {
    const rate = newton(advances[0]!.amount, payments);
    if (rate !== null) return rate;
  }
  const worth = (flows: readonly UnitPeriodFlow[], i: number) =>
    flows.reduce((sum, { amount, whole, odd }) => sum + amount / ((1 + odd * i) * (1 + i) ** whole), 0);
  return onlyRoot((i) => worth(payments, i) - worth(advances, i));
}

/** As in `yield.ts`: the logarithm is convex in i for payments that are not negative. */
function newton(advance: number, payments: readonly UnitPeriodFlow[]): number | null {
  let [sum, weighted] = [0, 0];
  for (const { amount, whole, odd } of payments) {
    if (amount < 0) return null;
    sum += amount;
    weighted += amount * (whole + odd);
  }
  if (!(advance > 0 && sum >= advance && weighted > 0)) return null;
  let i = 0;
  for (let step = 0; step < 100; step++) {
    let value = 0;
    let slope = 0;
    for (const { amount, whole, odd } of payments) {
      const worth = amount / ((1 + odd * i) * (1 + i) ** whole);
      value += worth;
      slope += worth * (odd / (1 + odd * i) + whole / (1 + i));
    }
    const move = (Math.log(value / advance) * value) / slope;
    i += move;
    if (Math.abs(move) < 1e-9) return i;
  }
  return null;
}
