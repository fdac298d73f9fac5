import type { Minor } from "../money/types.ts";

/** A run while it grows; a {@link Run} to everybody else. */
interface GrowingRun {
  count: number;
  readonly amount: Minor;
}

/** Runs being laid: equal payments in a row are counted, not listed. */
export type GrowingRuns = GrowingRun[];

/** Adds `count` payments of `amount` to the end, joining the last run when the amount is the same. */
export function pushRun(runs: GrowingRuns, count: number, amount: Minor): void {
  if (count <= 0) return;
  const run = runs[runs.length - 1];
  if (run !== undefined && run.amount === amount) run.count += count;
  else runs.push({ count, amount });
}
