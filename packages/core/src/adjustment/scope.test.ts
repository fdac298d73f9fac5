import { expect, test } from "vitest";
import type { CartFacts, Offer, ShopperFacts } from "../offer/index.ts";
import { reachesCart, reachesOffer } from "./scope.ts";
import type { Scope } from "./types.ts";

const offer = { id: "bank-12", partner: "bank", method: "card_instalments", count: 12 } as Offer;
const cart = { categories: { phone: 1 } } as unknown as CartFacts;
const student: ShopperFacts = { segments: ["student"] };

test.each<[Scope, boolean]>([
  [{}, true],
  [{ partner: "bank" }, true],
  [{ partner: "other" }, false],
  [{ method: "card_instalments" }, true],
  [{ method: "card" }, false],
  [{ offer: "bank-12" }, true],
  [{ offer: "bank-6" }, false],
  [{ count: 12 }, true],
  [{ count: 6 }, false],
  [{ partner: "bank", method: "card_instalments", count: 12 }, true],
  [{ partner: "bank", method: "card_instalments", count: 6 }, false],
  [{ market: "DE", channel: "app", category: "audio", segment: "new" }, true],
])("%j and an offer: %s", (scope, reached) => {
  expect(reachesOffer(scope, offer)).toBe(reached);
});

test.each<[Scope, ShopperFacts | undefined, boolean]>([
  [{}, undefined, true],
  [{ market: "CN" }, undefined, true],
  [{ market: "DE" }, undefined, false],
  [{ channel: "web" }, undefined, true],
  [{ channel: "app" }, undefined, false],
  [{ category: "phone" }, undefined, true],
  [{ category: "audio" }, undefined, false],
  [{ category: "toString" }, undefined, false],
  [{ segment: "student" }, student, true],
  [{ segment: "new" }, student, false],
  [{ segment: "student" }, {}, false],
  [{ segment: "student" }, undefined, false],
  [{ market: "CN", channel: "web", category: "phone", segment: "student" }, student, true],
  [{ market: "CN", channel: "web", category: "audio", segment: "student" }, student, false],
  [{ partner: "nobody", offer: "none", count: 3 }, undefined, true],
])("%j and a cart of %j: %s", (scope, shopper, reached) => {
  expect(reachesCart(scope, "CN", "web", cart, shopper)).toBe(reached);
});
