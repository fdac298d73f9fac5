import type { Minor } from "../money/index.ts";
import type { Method } from "../offer/index.ts";
import type { Alternative, Option } from "./types.ts";

/** What a missing way would have cost; undefined where nobody but the issuer knows. */
export interface WayPrice {
  readonly total: Minor;
  readonly perPeriod: Minor;
}

/** An option with what ranking reads of it. */
export interface RankedOption {
  readonly option: Option;
  readonly perPeriod: Minor;
}

/**
 * The three best ways out of a missing way, in their order, each an option of the same quote. `options` stand lowest total first.
 *
 * The adjustment's own choice first; then the same count (cheapest first); then other plans by nearest amount per
 * period, then lowest total; then the issuer's own instalments; then paying in full. Renting replaces only renting.
 * Nothing here knows what the store or a partner earns.
 */
export function rankAlternatives(
  options: readonly RankedOption[],
  missing: { readonly count: number | null; readonly method: Method },
  price: WayPrice | undefined,
  chosen: "auto" | readonly string[],
): readonly Alternative[] {
  let [first, second, third]: (RankedOption | undefined)[] = [];
  let [firstKey, secondKey, thirdKey] = [EXCLUDED, EXCLUDED, EXCLUDED];
  for (const ranked of options) {
    const key = sortKey(ranked, missing, price, chosen);
    if (key < firstKey) {
      [third, thirdKey, second, secondKey, first, firstKey] = [second, secondKey, first, firstKey, ranked, key];
    } else if (key < secondKey) {
      [third, thirdKey, second, secondKey] = [second, secondKey, ranked, key];
    } else if (key < thirdKey) {
      [third, thirdKey] = [ranked, key];
    }
  }
  if (first === undefined) return [];
  if (second === undefined) return [toAlternative(first, price)];
  if (third === undefined) return [toAlternative(first, price), toAlternative(second, price)];
  return [toAlternative(first, price), toAlternative(second, price), toAlternative(third, price)];
}

const EXCLUDED = Number.POSITIVE_INFINITY;
/** Groups, after those that the adjustment names in their own order. */
const SAME_COUNT = 1_000;
const NEAREST = 1_001;
const ISSUER = 1_002;
const FULL = 1_003;
/** Wider than any amount, so that the group decides before the distance; exact, since 1,003 × 2^42 < 2^53. */
const GROUP = 2 ** 42;

/** Group first, then distance per period; equal keys keep the order of `options`: lowest total first. */
function sortKey(
  { option, perPeriod }: RankedOption,
  missing: { readonly count: number | null; readonly method: Method },
  price: WayPrice | undefined,
  chosen: "auto" | readonly string[],
): number {
  if (chosen !== "auto") {
    const place = chosen.indexOf(option.offer);
    if (place >= 0) return place * GROUP;
  }
  if (option.method === "lease" && missing.method !== "lease") return EXCLUDED;
  if (option.priced_by === "issuer") return ISSUER * GROUP;
  if (option.count === 1 && (option.method === "card" || option.method === "debit")) return FULL * GROUP;
  if (option.count === missing.count) return SAME_COUNT * GROUP;
  return NEAREST * GROUP + (price === undefined ? 0 : Math.abs(perPeriod - price.perPeriod));
}

function toAlternative({ option, perPeriod }: RankedOption, price: WayPrice | undefined): Alternative {
  const isPriced = option.total !== null && price !== undefined;
  return {
    option: option.id,
    extra_total: isPriced ? option.total - price.total : null,
    extra_per_period: isPriced ? perPeriod - price.perPeriod : null,
  };
}
