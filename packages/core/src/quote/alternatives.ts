import type { Minor } from "../money/index.ts";
import type { Method } from "../offer/index.ts";
import type { BriefPrice } from "../schedule/index.ts";
import type { Alternative, Option } from "./types.ts";

/** An option as a way out, with what ranking reads of it told once for all missing ways. */
export interface WayOut {
  readonly option: Option;
  readonly perPeriod: Minor;
  readonly kind: "plan" | "lease" | "issuer" | "full";
}

export function wayOutOf(option: Option, perPeriod: Minor): WayOut {
  return { option, perPeriod, kind: kindOf(option) };
}

function kindOf({ method, count, priced_by }: Option): WayOut["kind"] {
  if (method === "lease") return "lease";
  if (priced_by === "issuer") return "issuer";
  return count === 1 && (method === "card" || method === "debit") ? "full" : "plan";
}

/**
 * The three best ways out of a missing way, in their order, each an option of the same quote. `ways` stand lowest total first.
 *
 * The adjustment's own choice first; then the same count (cheapest first); then other plans by nearest amount per
 * period, then lowest total; then the issuer's own instalments; then paying in full. Renting replaces only renting.
 * `price`: what the missing way would have cost; undefined where nobody but the issuer knows.
 * Nothing here knows what the store or a partner earns.
 */
export function rankAlternatives(
  ways: readonly WayOut[],
  missing: { readonly count: number | null; readonly method: Method },
  price: BriefPrice | undefined,
  chosen: "auto" | readonly string[],
): readonly Alternative[] {
  let first: WayOut | undefined;
  let second: WayOut | undefined;
  let third: WayOut | undefined;
  let firstKey = EXCLUDED;
  let secondKey = EXCLUDED;
  let thirdKey = EXCLUDED;
  const best = chosen === "auto" ? SAME_COUNT * GROUP : 0;
  for (const way of ways) {
    // Nothing behind three of the best can come before them.
    if (thirdKey === best) break;
    const key = sortKey(way, missing, price, chosen);
    if (key >= thirdKey) continue;
    third = key < secondKey ? second : way;
    thirdKey = Math.max(key, secondKey);
    if (key >= secondKey) continue;
    second = key < firstKey ? first : way;
    secondKey = Math.max(key, firstKey);
    if (key >= firstKey) continue;
    first = way;
    firstKey = key;
  }
  if (first === undefined) return NO_WAY_OUT;
  if (second === undefined) return [toAlternative(first, price)];
  if (third === undefined) return [toAlternative(first, price), toAlternative(second, price)];
  return [toAlternative(first, price), toAlternative(second, price), toAlternative(third, price)];
}

const NO_WAY_OUT: readonly Alternative[] = Object.freeze([]);
const EXCLUDED = Number.POSITIVE_INFINITY;
/** Groups, after those that the adjustment names in their own order. */
const SAME_COUNT = 1_000;
const NEAREST = 1_001;
const ISSUER = 1_002;
const FULL = 1_003;
/** Wider than any amount, so that the group decides before the distance; exact, since 1,003 × 2^42 < 2^53. */
const GROUP = 2 ** 42;

/** Group first, then distance per period; equal keys keep the order of `ways`: lowest total first. */
function sortKey(
  { option, perPeriod, kind }: WayOut,
  missing: { readonly count: number | null; readonly method: Method },
  price: BriefPrice | undefined,
  chosen: "auto" | readonly string[],
): number {
  if (chosen !== "auto") {
    const place = chosen.indexOf(option.offer);
    if (place >= 0) return place * GROUP;
  }
  if (kind === "issuer") return ISSUER * GROUP;
  if (kind === "full") return FULL * GROUP;
  if (kind === "lease" && missing.method !== "lease") return EXCLUDED;
  if (option.count === missing.count) return SAME_COUNT * GROUP;
  return NEAREST * GROUP + (price === undefined ? 0 : Math.abs(perPeriod - price.per_period));
}

function toAlternative({ option, perPeriod }: WayOut, price: BriefPrice | undefined): Alternative {
  const isPriced = option.total !== null && price !== undefined;
  return {
    option: option.id,
    extra_total: isPriced ? option.total - price.total : null,
    extra_per_period: isPriced ? perPeriod - price.per_period : null,
  };
}
