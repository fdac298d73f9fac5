import type { Offer } from "../offer/index.ts";
import { reachesOffer } from "./scope.ts";
import type { Scope } from "./types.ts";

/** A cart is of one market and one channel. */
const SINGLE = ["market", "channel"] as const;

/**
 * Whether two scopes can meet in one quote: some offer is in both, and no part of the cart or the shopper keeps them
 * apart. Categories and segments never do: a cart may hold two, a shopper may be in two.
 */
export function overlaps(offers: readonly Offer[], a: Scope, b: Scope): boolean {
  const apart = SINGLE.some((part) => a[part] !== undefined && b[part] !== undefined && a[part] !== b[part]);
  return !apart && offers.some((offer) => reachesOffer(a, offer) && reachesOffer(b, offer));
}
