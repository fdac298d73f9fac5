import * as fc from "fast-check";
import { expect, test } from "vitest";
import { costsNothing } from "./costs-nothing.ts";
import { priceTerms } from "./price-terms.ts";
import { anyPlan, LEASE } from "./testing/any-plan.ts";
import type { Fee, Terms } from "./types.ts";

const fee = (charge: Fee["charge"]): Fee => ({ code: "f", charge, per: "total", when: "last", charged_by: "x" });

test.each<[string, Terms, boolean]>([
  ["interest-free", { repayment: "interest_free" }, true],
  ["interest-free with a fee", { repayment: "interest_free", fees: [fee({ ppm: 1 })] }, false],
  ["with a fee of nothing", { repayment: "interest_free", fees: [fee({ ppm: 0 }), fee({ amount: 0 })] }, true],
  ["with one fee of something", { repayment: "interest_free", fees: [fee({ ppm: 0 }), fee({ amount: 1 })] }, false],
  ["with interest", { repayment: "annuity", rate_ppm: 1 }, false],
  ["with interest of 0 %", { repayment: "annuity", rate_ppm: 0 }, true],
  ["with interest that the store bears", { repayment: "annuity", rate_ppm: 90_000, store_bears_ppm: 1_000_000 }, true],
  ["and not the whole of it", { repayment: "annuity", rate_ppm: 90_000, store_bears_ppm: 999_999 }, false],
  ["a lease", LEASE, false],
  ["priced by the issuer", { repayment: "issuer" }, false],
])("%s: %s", (_, terms, free) => expect(costsNothing(terms)).toBe(free));

test("what costs nothing has the price as its total, whatever the amount", () => {
  const borne = fc.constantFrom({}, { store_bears_ppm: 1_000_000 }, { rate_ppm: 0, fees: [] });
  let free = 0;
  fc.assert(
    fc.property(anyPlan, borne, (plan, bears) => {
      const terms = { ...plan.terms, ...bears } as Terms;
      if (!costsNothing(terms)) return;
      free++;
      expect(priceTerms({ ...plan, terms }).total).toBe(plan.amount);
    }),
    { numRuns: 300 },
  );
  expect(free).toBeGreaterThan(50);
});
