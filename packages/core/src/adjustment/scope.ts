import type { CartFacts, Offer, ShopperFacts } from "../offer/index.ts";
import type { Scope } from "./types.ts";

/** Whether the scope reaches this offer at all, whatever the cart: partner, method, offer, count. */
export function reachesOffer(scope: Scope, offer: Offer): boolean {
  return (
    (scope.partner === undefined || scope.partner === offer.partner) &&
    (scope.method === undefined || scope.method === offer.method) &&
    (scope.offer === undefined || scope.offer === offer.id) &&
    (scope.count === undefined || scope.count === offer.count)
  );
}

/** Whether the scope reaches this cart and shopper: market, channel, category, segment. */
export function reachesCart(
  scope: Scope,
  market: string,
  channel: string,
  cart: CartFacts,
  shopper: ShopperFacts | undefined,
): boolean {
  return (
    (scope.market === undefined || scope.market === market) &&
    (scope.channel === undefined || scope.channel === channel) &&
    (scope.category === undefined || Object.hasOwn(cart.categories, scope.category)) &&
    (scope.segment === undefined || shopper?.segments?.includes(scope.segment) === true)
  );
}
