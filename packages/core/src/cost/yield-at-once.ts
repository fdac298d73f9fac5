import { yieldPerStep } from "./yield.ts";

/**
 * The rate per step where no payment comes back, so that there is one at most; null where it must be looked for.
 *
 * Spares `onlyRoot`, whose answer is the same.
 */
export function rateAtOnce(advance: number, payments: readonly number[]): number | null {
  if (!payments.every((payment) => payment >= 0)) return null;
  const delta = yieldPerStep(advance, payments);
  return delta === null ? null : Math.expm1(delta);
}
