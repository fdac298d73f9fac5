import { expect, test } from "vitest";
import { compileCatalogue } from "../catalogue/index.ts";
import { aggregateCart } from "../offer/index.ts";
import { priceAll } from "./price-all.ts";
import { quote } from "./quote.ts";
import { AT, FREE, sampleCatalogue, sampleOffer } from "./sample-catalogue.ts";
import type { QuoteInput } from "./types.ts";

const input: QuoteInput = {
  cart: aggregateCart({
    currency: "CNY",
    total: 60_000,
    items: [{ sku: "a", name: "a", category: "phone", tags: [], unit_amount: 60_000, quantity: 1 }],
  }),
  market: "CN",
  channel: "web",
  locale: "en",
};
const compiled = compileCatalogue(
  sampleCatalogue({
    offers: [
      sampleOffer("open", { count: 6, with: FREE }),
      sampleOffer("too-small", { with: FREE, conditions: { amount: { min: 100_000 } } }),
    ],
  }),
  "v",
);

test("an offer that the cart cannot use is priced too, and the others as the quote prices them", () => {
  const priced = priceAll(compiled, input, AT);
  const answer = quote(compiled, input, AT);
  if (!priced.ok || !answer.ok) throw new Error("a sample cart is quoted");
  expect(priced.value.map(({ id, total }) => [id, total])).toEqual([
    ["open", 60_000],
    ["too-small", 60_000],
  ]);
  const { badges: _, ...quoted } = answer.value.options[0]!;
  expect(priced.value[0]).toMatchObject(quoted);
});

test("what the quote refuses is refused", () => {
  expect(priceAll(compiled, { ...input, market: "XX" }, AT)).toEqual({
    ok: false,
    error: { code: "unknown_market", market: "XX" },
  });
});
