import fc from "fast-check";
import { expect, test } from "vitest";
import { briefPrice } from "./brief-price.ts";
import { priceTerms } from "./price-terms.ts";
import type { Fee, Terms } from "./types.ts";

const fee: fc.Arbitrary<Fee> = fc.record({
  code: fc.constant("instalment_fee"),
  charge: fc.oneof(
    fc.record({ ppm: fc.integer({ min: 0, max: 90_000 }) }),
    fc.record({ amount: fc.integer({ min: 0, max: 9_999 }) }),
  ),
  per: fc.constantFrom("period", "total"),
  when: fc.constantFrom("each", "first", "checkout", "last"),
  charged_by: fc.constant("qinghe"),
});

const terms: fc.Arbitrary<Terms> = fc.record(
  {
    repayment: fc.constantFrom("flat_fee", "interest_free", "annuity", "full"),
    rate_ppm: fc.integer({ min: 0, max: 300_000 }),
    fees: fc.array(fee, { maxLength: 2 }),
    store_bears_ppm: fc.constantFrom(0, 500_000, 1_000_000),
    first_at_checkout: fc.boolean(),
    down_payment: fc.record({ ppm: fc.integer({ min: 1, max: 500_000 }) }),
  },
  { requiredKeys: ["repayment"] },
);

test("the brief price is the price", () => {
  fc.assert(
    fc.property(
      terms,
      fc.integer({ min: 100, max: 10 ** 10 }),
      fc.integer({ min: 1, max: 60 }),
      (terms, amount, count) => {
        const input = {
          amount,
          currency: "CNY",
          terms,
          count: terms.repayment === "full" ? 1 : count,
          interval: { every: 1, unit: "month" },
          start: 20_779,
        } as const;
        const { total, per_period } = priceTerms(input);
        const brief = briefPrice(input);
        expect({ total: brief.total, per_period: brief.per_period }).toEqual({ total, per_period });
      },
    ),
    { numRuns: 2_000 },
  );
});
