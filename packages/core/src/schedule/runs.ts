import type { Minor } from "../money/types.ts";
import type { Run } from "./types.ts";

/** Adds `count` payments of `amount` to the end, joining the last run when the amount is the same. */
export function pushRun(runs: Run[], count: number, amount: Minor): void {
  if (count <= 0) return;
  const last: { count: number; readonly amount: Minor } | undefined = runs[runs.length - 1];
  if (last !== undefined && last.amount === amount) last.count += count;
  else runs.push({ count, amount });
}
