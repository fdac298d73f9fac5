import { onlyRoot } from "./only-root.ts";

/** An amount at a time, counted in years or in periods. */
export interface TimedFlow {
  readonly amount: number;
  readonly time: number;
}

/**
 * The rate X per unit of time at which Σ C·(1+X)^−t = Σ D·(1+X)^−s.
 *
 * Several advances, and payments before the first one, are allowed. Null when there is no such rate, or more than one.
 * Source: Directive 2008/48/EC Annex I part I, for times in years.
 */
export function rateOfFlows(advances: readonly TimedFlow[], payments: readonly TimedFlow[]): number | null {
  const worth = (flows: readonly TimedFlow[], rate: number) =>
    flows.reduce((total, { amount, time }) => total + amount * (1 + rate) ** -time, 0);
  return onlyRoot((rate) => worth(payments, rate) - worth(advances, rate));
}

/**
 * The rule of thumb that Chinese consumer pages print for instalments: total fee × 24 ÷ (n + 1).
 * Not a rate by any regime's method: for recognising figures, never for showing one.
 */
export function ruleOf24(totalFee: number, periods: number): number {
  return (totalFee * 24) / (periods + 1);
}
