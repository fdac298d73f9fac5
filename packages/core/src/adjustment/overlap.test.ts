import { expect, test } from "vitest";
import type { Offer } from "../offer/index.ts";
import { overlaps } from "./overlap.ts";

const offers = [
  { id: "bank-6", partner: "bank", method: "card_instalments", count: 6 },
  { id: "bank-12", partner: "bank", method: "card_instalments", count: 12 },
  { id: "wallet-12", partner: "wallet", method: "wallet_instalments", count: 12 },
] as unknown as readonly Offer[];

test.each([
  [{}, {}, true],
  [{ partner: "bank" }, { count: 12 }, true],
  [{ partner: "bank" }, { partner: "wallet" }, false],
  [{ partner: "wallet" }, { count: 6 }, false],
  [{ market: "CN" }, { market: "DE" }, false],
  [{ market: "CN" }, { market: "CN" }, true],
  [{ channel: "web" }, { channel: "web" }, true],
  [{ channel: "web" }, { channel: "app" }, false],
  [{ market: "CN" }, { channel: "web" }, true],
  [{ category: "phone" }, { category: "laptop" }, true],
  [{ segment: "student" }, { segment: "new" }, true],
  [{ partner: "nobody" }, {}, false],
] as const)("%j and %j: %s", (a, b, meet) => {
  expect(overlaps(offers, a, b)).toBe(meet);
  expect(overlaps(offers, b, a)).toBe(meet);
});
