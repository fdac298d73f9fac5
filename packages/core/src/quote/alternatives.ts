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
 * Ranked ways out of a missing way, each an option of the same quote.
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
  const best: { ranked: RankedOption; group: number; distance: number }[] = [];
  for (const ranked of options) {
    const group = groupOf(ranked.option, missing, chosen);
    if (group === EXCLUDED) continue;
    const distance = group === NEAREST && price !== undefined ? Math.abs(ranked.perPeriod - price.perPeriod) : 0;
    let place = best.length;
    while (place > 0 && comesBefore(group, distance, ranked.option, best[place - 1]!)) place -= 1;
    if (place === MAX_ALTERNATIVES) continue;
    best.splice(place, 0, { ranked, group, distance });
    if (best.length > MAX_ALTERNATIVES) best.pop();
  }
  return best.map(({ ranked }) => toAlternative(ranked, price));
}

const EXCLUDED = -1;
/** Groups from here on, after those that the adjustment names in their own order. */
const SAME_COUNT = 1_000;
const NEAREST = 1_001;
const ISSUER = 1_002;
const FULL = 1_003;

function groupOf(
  option: Option,
  missing: { readonly count: number | null; readonly method: Method },
  chosen: "auto" | readonly string[],
): number {
  if (chosen !== "auto") {
    const place = chosen.indexOf(option.offer);
    if (place >= 0) return place;
  }
  if ((option.method === "lease") !== (missing.method === "lease") && option.method === "lease") return EXCLUDED;
  if (option.priced_by === "issuer") return ISSUER;
  if (option.count === 1 && (option.method === "card" || option.method === "debit")) return FULL;
  return option.count === missing.count ? SAME_COUNT : NEAREST;
}

function comesBefore(
  group: number,
  distance: number,
  option: Option,
  other: { readonly ranked: RankedOption; readonly group: number; readonly distance: number },
): boolean {
  if (group !== other.group) return group < other.group;
  if (distance !== other.distance) return distance < other.distance;
  return (option.total ?? 0) < (other.ranked.option.total ?? 0);
}

function toAlternative({ option, perPeriod }: RankedOption, price: WayPrice | undefined): Alternative {
  if (option.total === null || price === undefined) {
    return { option: option.id, extra_total: null, extra_per_period: null };
  }
  return {
    option: option.id,
    extra_total: option.total - price.total,
    extra_per_period: perPeriod - price.perPeriod,
  };
}
