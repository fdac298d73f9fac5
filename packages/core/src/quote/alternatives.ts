import type { Minor } from "../money/index.ts";
import type { Method } from "../offer/index.ts";
import type { Alternative, Option } from "./types.ts";

/** How many ways out stand beside a missing way. */
export const MAX_ALTERNATIVES = 3;

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
 * Ranked ways out of a missing way, each an option of the same quote. `options` stand lowest total first.
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
  const best: RankedOption[] = [];
  const keys: number[] = [];
  for (const ranked of options) {
    const key = sortKey(ranked, missing, price, chosen);
    let place = best.length;
    while (place > 0 && key < keys[place - 1]!) place -= 1;
    if (place === MAX_ALTERNATIVES || key === EXCLUDED) continue;
    for (let k = Math.min(best.length, MAX_ALTERNATIVES - 1); k > place; k -= 1) {
      best[k] = best[k - 1]!;
      keys[k] = keys[k - 1]!;
    }
    best[place] = ranked;
    keys[place] = key;
  }
  return best.map((ranked) => toAlternative(ranked, price));
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
