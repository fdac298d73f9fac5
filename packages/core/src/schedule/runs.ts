import type { Minor } from "../money/types.ts";
import type { Run } from "./types.ts";

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

/** The runs of payments, from the k-th on. */
export function runsOf(payments: readonly Minor[], from: number): Run[] {
  const runs: Run[] = [];
  for (let k = from; k < payments.length; ) {
    const amount = payments[k]!;
    const first = k++;
    while (k < payments.length && payments[k] === amount) k++;
    runs.push({ count: k - first, amount });
  }
  return runs;
}
