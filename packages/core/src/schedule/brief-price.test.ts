import fc from "fast-check";
import { expect, test } from "vitest";
import { briefPrice, hasBriefPrice } from "./brief-price.ts";
import { priceTerms } from "./price-terms.ts";
import type { Fee, Terms } from "./types.ts";

const fee: fc.Arbitrary<Fee> = fc.record({
  code: fc.constant("instalment_fee"),
  charge: fc.oneof(
    fc.record({ ppm: fc.integer({ min: 0, max: 90_000 }) }),
    fc.record({ amount: fc.integer({ min: 0, max: 9_999 }) }),
  ),
  per: fc.constantFrom("period", "total"),
  when: fc.constantFrom("each", "each", "each", "first", "checkout", "last"),
  charged_by: fc.constant("qinghe"),
});

const terms: fc.Arbitrary<Terms> = fc.record(
  {
    repayment: fc.constantFrom("flat_fee", "interest_free"),
    fees: fc.array(fee, { maxLength: 2 }),
    store_bears_ppm: fc.constantFrom(0, 500_000, 1_000_000),
    first_at_checkout: fc.boolean(),
    down_payment: fc.record({ ppm: fc.integer({ min: 1, max: 500_000 }) }),
  },
  { requiredKeys: ["repayment"] },
);

test("the brief price, where there is one, is the price", () => {
  fc.assert(
    fc.property(
      terms.filter(hasBriefPrice),
      fc.integer({ min: 100, max: 10 ** 10 }),
      fc.integer({ min: 1, max: 60 }),
      (terms, amount, count) => {
        const input = {
          amount,
          currency: "CNY",
          terms,
          count,
          interval: { every: 1, unit: "month" },
          start: 20_779,
        } as const;
        const { total, per_period } = priceTerms(input);
        expect(briefPrice(terms, amount, count)).toEqual({ total, per_period });
      },
    ),
    { numRuns: 500 },
  );
});
