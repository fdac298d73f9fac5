import type { Minor } from "../money/types.ts";
import type { Run } from "./types.ts";

/** Adds `count` payments of `amount` to the end, joining the last run when the amount is the same. */
export function pushRun(runs: Run[], count: number, amount: Minor): void {
  if (count <= 0) return;
  const last = runs.length - 1;
  const run = runs[last];
  if (run !== undefined && run.amount === amount) runs[last] = { count: run.count + count, amount };
  else runs.push({ count, amount });
}
