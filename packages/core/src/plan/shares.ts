import type { Minor } from "../money/index.ts";
import type { Change, Party } from "./types.ts";

/**
 * Who gets what from a command, all changes together: minor units, positive is got or no longer owed, negative is given.
 *
 * Invariant: the three sum to 0.
 */
export function sharesOf(changes: readonly Change[]): Readonly<Record<Party, Minor>> {
  const shares = { shopper: 0, store: 0, partner: 0 };
  for (const { before, after, from, to } of changes) {
    if (from === null || to === null || typeof after !== "number") continue;
    const amount = Math.abs(after - Number(before));
    shares[from] -= amount;
    shares[to] += amount;
  }
  return shares;
}
