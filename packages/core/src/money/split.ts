import { assert } from "./assert.ts";
import { mulDiv } from "./mul-div.ts";
import type { Minor, RoundingMode } from "./types.ts";

/**
 * Splits `total` into `count` parts as evenly as minor units allow; the earlier parts carry the leftover units.
 *
 * Invariant: the parts sum to `total` exactly, and no two differ by more than one.
 * Source: docs/rules/rounding.md
 */
export function splitEvenly(total: Minor, count: number): Minor[] {
  assert(total >= 0 && count > 0, "a split has something to split and somewhere to put it");
  const leftOver = total % count;
  const share = (total - leftOver) / count;
  const parts = new Array<Minor>(count);
  for (let k = 0; k < count; k++) parts[k] = k < leftOver ? share + 1 : share;
  return parts;
}

/**
 * Splits `total` into equal rounded parts; the last one takes what is left.
 *
 * Each part is `total ÷ count` rounded to a multiple of `multiple`, and never more than what is still to pay.
 * Invariant: the parts sum to `total` exactly, and none is negative.
 */
export function splitRounded(total: Minor, count: number, mode: RoundingMode, multiple = 1): Minor[] {
  assert(total >= 0 && count > 0, "a split has something to split and somewhere to put it");
  const share = mulDiv(total, 1, count * multiple, mode) * multiple;
  const parts = new Array<Minor>(count);
  let left = total;
  for (let k = 0; k < count; k++) {
    const part = k === count - 1 ? left : Math.min(left, share);
    parts[k] = part;
    left -= part;
  }
  return parts;
}

/**
 * Splits `total` in proportion to `weights`, carrying each fraction into the next part.
 *
 * Invariant: the parts sum to `total` exactly, none is negative, and the parts so far are never a whole unit from their due share.
 */
export function splitByWeight(total: Minor, weights: readonly number[], mode: RoundingMode = "down"): Minor[] {
  let sum = 0;
  for (const weight of weights) sum += weight;
  assert(total >= 0 && sum > 0, "a split has something to split and somewhere to put it");
  const parts: Minor[] = [];
  let reached = 0;
  let given = 0;
  for (const weight of weights) {
    reached += weight;
    const due = mulDiv(total, reached, sum, mode);
    parts.push(due - given);
    given = due;
  }
  return parts;
}
