import * as fc from "fast-check";
import { closedDays } from "../../calendar/business-day.ts";
import { toEpochDay } from "../../calendar/civil.ts";
import type { Interval } from "../../calendar/types.ts";
import type { Charge } from "../../money/types.ts";
import { checkTerms } from "../check-terms.ts";
import type { Fee, ScheduleInput, Terms } from "../types.ts";

/** The worked example of the docs: 4,999.00 yuan agreed on 22 November 2026. */
export const PHONE = {
  amount: 499_900,
  currency: "CNY",
  count: 12,
  interval: { every: 1, unit: "month" },
  start: toEpochDay("2026-11-22"),
} as const;

export const phone = (terms: Terms, count: number = PHONE.count): ScheduleInput => ({ ...PHONE, count, terms });

export const instalmentFee = (charge: Charge, per: Fee["per"], when: Fee["when"] = "each"): Terms => ({
  repayment: "flat_fee",
  fees: [{ code: "instalment_fee", charge, per, when, charged_by: "qinghe" }],
});

/** Rent-to-own of the docs: rent 289.00, deposit 1,000.00, yours for 2,199.00 after 12 rents. */
export const LEASE: Terms = {
  repayment: "lease",
  lease: {
    rent: { amount: 28_900 },
    deposit: { amount: 100_000 },
    buyouts: [{ after: 12, price: { amount: 219_900 } }],
  },
};

const charge = (mostPpm: number) =>
  fc.oneof(
    fc.record({ ppm: fc.integer({ min: 0, max: mostPpm }) }),
    fc.record({ amount: fc.integer({ min: 0, max: 50_000 }) }),
  );

const fees = fc.array(
  fc.record(
    {
      charge: charge(60_000),
      per: fc.constantFrom("total", "period"),
      when: fc.constantFrom("each", "first", "checkout", "last"),
      charged_by: fc.constantFrom("qinghe", "store"),
      tax_ppm: fc.integer({ min: 0, max: 200_000 }),
    },
    { requiredKeys: ["charge", "per", "when", "charged_by"] },
  ),
  { maxLength: 3 },
);

const looseTerms = fc.record(
  {
    repayment: fc.constantFrom(
      "annuity",
      "equal_principal",
      "interest_first",
      "bullet",
      "flat_fee",
      "interest_free",
      "full",
    ),
    rate_ppm: fc.integer({ min: 0, max: 360_000 }),
    day_count: fc.constantFrom("equal_months", "30/360", "act/365f", "act/360", "act/act_isda"),
    fees,
    store_bears_ppm: fc.constantFrom(0, 250_000, 333_333, 1_000_000),
    down_payment: charge(500_000),
    first_at_checkout: fc.boolean(),
    deferred_periods: fc.integer({ min: 0, max: 3 }),
    deferred_interest: fc.boolean(),
    grace: fc.record({ principal: fc.integer({ min: 0, max: 6 }), interest: fc.integer({ min: 0, max: 6 }) }),
    balloon: charge(400_000),
    rounding: fc.record(
      {
        mode: fc.constantFrom("half_up", "half_even", "down", "up"),
        multiple: fc.constantFrom(1, 10, 100),
        residue: fc.constantFrom("first", "last", "spread", "carried"),
      },
      { requiredKeys: [] },
    ),
    due: fc.record(
      {
        anchor_day: fc.integer({ min: 1, max: 31 }),
        first_after_days: fc.integer({ min: 1, max: 60 }),
        business_day: fc.constantFrom("none", "following", "modified_following", "preceding"),
        calendar: fc.constant("weekends"),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["repayment"] },
);

const interval: fc.Arbitrary<Interval> = fc.record({
  every: fc.integer({ min: 1, max: 3 }),
  unit: fc.constantFrom("day", "week", "month"),
});

const weekends = closedDays({ id: "weekends", weekend: [6, 7], holidays: [] });

/** Any plan that {@link checkTerms} accepts: 1–60 instalments, every method, day count, rounding and due rule but lease and issuer. */
export const anyPlan: fc.Arbitrary<ScheduleInput> = fc
  .record({
    amount: fc.integer({ min: 1, max: 10 ** 8 }),
    currency: fc.constantFrom("CNY", "JPY", "KWD"),
    count: fc.integer({ min: 1, max: 60 }),
    interval,
    start: fc.integer({ min: toEpochDay("2020-01-01"), max: toEpochDay("2045-12-31") }),
    terms: looseTerms,
  })
  .map((plan) => ({ ...plan, terms: soundTerms(plan.terms), closed: weekends }) as ScheduleInput)
  .map((plan) => (plan.terms.repayment === "full" ? { ...plan, count: 1 } : plan))
  .filter((plan) => checkTerms(plan.terms, plan.count, plan.interval).length === 0);

/** Leaves out what does not belong to the method, so that few are thrown away. */
function soundTerms(loose: object): Terms {
  const terms = { ...(loose as { -readonly [K in keyof Terms]: Terms[K] }) };
  const { repayment } = terms;
  const bearsInterest = ["annuity", "equal_principal", "interest_first", "bullet"].includes(repayment);
  if (bearsInterest) terms.rate_ppm ??= 120_000;
  else delete terms.rate_ppm;
  if (["interest_first", "bullet", "full"].includes(repayment)) delete terms.balloon;
  if (["bullet", "full"].includes(repayment)) {
    delete terms.grace;
    delete terms.first_at_checkout;
  }
  if (repayment === "full") delete terms.down_payment;
  if (terms.fees) terms.fees = terms.fees.map((fee, n) => ({ ...fee, code: `fee_${n}` }));
  return terms;
}
