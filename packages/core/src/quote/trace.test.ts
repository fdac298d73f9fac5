import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Adjustment, rampPlace } from "../adjustment/index.ts";
import { compileCatalogue } from "../catalogue/index.ts";
import { aggregateCart, CAUSE_CODES, type Conditions, type Offer, type ShopperFacts } from "../offer/index.ts";
import { quote } from "./quote.ts";
import { AT, FREE, sampleAdjustment, sampleCatalogue, sampleOffer } from "./sample-catalogue.ts";
import { isPersonal, traceQuote } from "./trace.ts";
import type { QuoteInput } from "./types.ts";

const input = (total: number, shopper?: ShopperFacts): QuoteInput => ({
  cart: aggregateCart({
    currency: "CNY",
    total,
    items: [{ sku: "a", name: "a", category: "phone", tags: [], unit_amount: total, quantity: 1 }],
  }),
  market: "CN",
  channel: "web",
  locale: "en",
  ...(shopper && { shopper }),
});
const compiledOf = (conditions: Conditions, adjusted = false) =>
  compileCatalogue(
    sampleCatalogue({
      offers: [sampleOffer("offer", { with: FREE, conditions }), sampleOffer("plain", { count: 3, with: FREE })],
      adjustments: adjusted
        ? [
            sampleAdjustment("adj-now", { scope: { count: 12 } }),
            sampleAdjustment("adj-later", { scope: { count: 3 }, starts_at: "2026-12-01T00:00:00.000Z" }),
          ]
        : [],
    }),
    "v",
  );

const conditions: fc.Arbitrary<Conditions> = fc.record(
  {
    amount: fc.record({ min: fc.integer({ min: 0, max: 60_000 }), max: fc.integer({ min: 60_000, max: 120_000 }) }),
    categories: fc.constantFrom({ in: ["laptop"] }, { out: ["phone"] }, { in: ["phone"] }),
    share: fc.constantFrom({ categories: ["phone"], min_ppm: 500_000 }, { categories: ["laptop"], min_ppm: 500_000 }),
    windows: fc.constant([{ from: "2026-12-10T00:00:00.000Z" }]),
    shopper: fc.record(
      {
        age: fc.constant({ min: 18 }),
        verified: fc.constant(true),
        student: fc.boolean(),
        segments: fc.constant({ in: ["gold"] }),
      },
      { requiredKeys: [] },
    ),
    outstanding: fc.record({ max: fc.integer({ min: 0, max: 100_000 }) }),
    active_plans: fc.record({ max: fc.integer({ min: 1, max: 2 }) }),
  },
  { requiredKeys: [] },
);
const shopper: fc.Arbitrary<ShopperFacts> = fc.record(
  {
    age: fc.integer({ min: 16, max: 20 }),
    verified: fc.boolean(),
    student: fc.boolean(),
    segments: fc.subarray(["gold", "silver"]),
    active_plans: fc.integer({ min: 0, max: 3 }),
    outstanding: fc.integer({ min: 0, max: 100_000 }),
    declined_by: fc.subarray(["qinghe"]),
  },
  { requiredKeys: [] },
);

test("what fails in the trace is what the quote says, for every offer in scope", () => {
  fc.assert(
    fc.property(
      conditions,
      shopper,
      fc.integer({ min: 1, max: 150_000 }),
      fc.boolean(),
      (wanted, who, total, adjusted) => {
        const compiled = compiledOf(wanted, adjusted);
        const question = input(total, who);
        const answer = quote(compiled, question, AT);
        const traced = traceQuote(compiled, question, AT);
        if (!answer.ok || !traced.ok) throw new Error("refused");
        const options = answer.value.options.map(({ offer }) => offer).sort();
        expect(
          traced.value
            .filter(({ available }) => available)
            .map(({ offer }) => offer)
            .sort(),
        ).toEqual(options);
        for (const way of answer.value.missing) {
          const checks = traced.value.find(({ offer }) => offer === way.offer)!.checks;
          const said = new Set(checks.flatMap(({ causes }) => causes.map((cause) => JSON.stringify(cause))));
          expect([...said].sort()).toEqual([...new Set(way.causes.map((cause) => JSON.stringify(cause)))].sort());
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("what the quote refuses is refused", () => {
  expect(traceQuote(compiledOf({}), { ...input(50_000), market: "ZZ" }, AT)).toEqual({
    ok: false,
    error: { code: "unknown_market", market: "ZZ" },
  });
});

test("causes are about the shopper, or about the way and the cart", () => {
  expect(CAUSE_CODES.filter(isPersonal)).toEqual([
    "shopper_unknown",
    "shopper_unverified",
    "store_rule",
    "lender_declined",
  ]);
});

describe("a check", () => {
  const checksOf = (wanted: Conditions, who?: ShopperFacts, adjusted = false) => {
    const traced = traceQuote(compiledOf(wanted, adjusted), input(50_000, who), AT);
    if (!traced.ok) throw new Error("refused");
    return traced.value[0]!.checks;
  };

  test("that holds stands there too, with what was wanted and found", () => {
    const [amount] = checksOf({ amount: { min: 10_000 } }).filter(({ check }) => check === "amount");
    expect(amount).toEqual({
      check: "amount",
      holds: true,
      wanted: { min: 10_000 },
      found: { total: 50_000 },
      personal: false,
      adjustment: null,
      causes: [],
    });
  });

  test("about the shopper is marked, and says which of them failed", () => {
    const checks = checksOf({ shopper: { age: { min: 18 }, student: true } }, { age: 17, student: true });
    const personal = checks.filter(({ check }) => check.startsWith("shopper."));
    expect(personal.map(({ check, holds, found, personal }) => [check, holds, found, personal])).toEqual([
      ["shopper.age", false, 17, true],
      ["shopper.student", true, true, true],
    ]);
    expect(personal[0]!.causes[0]).toMatchObject({ code: "store_rule", facts: {} });
  });

  test("of an adjustment names it and its explanation", () => {
    const check = checksOf({}, undefined, true).find(({ adjustment }) => adjustment === "adj-now")!;
    expect(check).toMatchObject({ check: "adjustment", holds: false, wanted: { kind: "suspend" } });
    expect(check.causes[0]!.explanation).toMatchObject({ id: "exp_adj-now", version: 1 });
  });

  const adjusted = (fields: Partial<Adjustment>, who?: ShopperFacts) => {
    const catalogue = sampleCatalogue({
      offers: [sampleOffer("offer", { with: FREE })],
      adjustments: [sampleAdjustment("a", fields)],
    });
    const traced = traceQuote(compileCatalogue(catalogue, "v"), input(50_000, who), AT);
    if (!traced.ok) throw new Error("refused");
    return traced.value[0]!.checks.find(({ check }) => check === "adjustment")!;
  };

  test("of a restriction tells what it asks for", () => {
    const restrict = { amount: { max: 10_000 } };
    expect(adjusted({ kind: "restrict", scope: { count: 12 }, restrict })).toMatchObject({
      holds: false,
      wanted: { kind: "restrict", starts_at: "2026-11-20T02:00:00.000Z", scope: { count: 12 }, restrict },
      found: null,
      personal: false,
    });
    expect(adjusted({}).wanted).toEqual({ kind: "suspend", starts_at: "2026-11-20T02:00:00.000Z", scope: {} });
  });

  test("of an adjustment is about the shopper where its reach or what it asks for is", () => {
    expect(adjusted({ scope: { segment: "gold" } }, { segments: ["gold"] })).toMatchObject({ personal: true });
    const restrict = { amount: { min: 1 }, shopper: { student: true } };
    expect(adjusted({ kind: "restrict", restrict }, { student: false })).toMatchObject({
      holds: false,
      personal: true,
    });
  });

  test("of a return tells its share and the shopper's place in it, who has a reference", () => {
    const found = (who?: ShopperFacts) => adjusted({ admits_ppm: 300_000 }, who).found;
    expect(found()).toEqual({ admits_ppm: 300_000, place_ppm: null });
    expect(found({ age: 30 })).toEqual({ admits_ppm: 300_000, place_ppm: null });
    expect(found({ ref: "shopper-1" })).toEqual({ admits_ppm: 300_000, place_ppm: rampPlace("a", "shopper-1") });
  });

  test("of the offer itself tells its time and its quota", () => {
    const offerCheck = (fields: Partial<Offer>) => {
      const offers = [sampleOffer("offer", { with: FREE, ...fields })];
      const traced = traceQuote(compileCatalogue(sampleCatalogue({ offers }), "v"), input(50_000), AT);
      return traced.ok && traced.value[0]!.checks.find(({ check }) => check === "offer");
    };
    const none = { check: "offer", holds: true, found: null, personal: false, adjustment: null, causes: [] };
    expect(offerCheck({})).toEqual({ ...none, wanted: { valid: null, quota: null } });
    const fields = { valid: { until: "2026-12-01T00:00:00.000Z" }, quota: { id: "q", max_count: 3 } };
    expect(offerCheck(fields)).toEqual({ ...none, wanted: fields });
  });

  test("of the law's ceiling stands last, where all else holds", () => {
    const capOf = (rate_ppm: number, min = 0) => {
      const terms = { repayment: "annuity", rate_ppm } as const;
      const offers = [sampleOffer("offer", { with: terms, conditions: { amount: { min } } })];
      const traced = traceQuote(compileCatalogue(sampleCatalogue({ offers }), "v"), input(50_000), AT);
      if (!traced.ok) throw new Error("refused");
      const { checks, available } = traced.value[0]!;
      const { check, holds, causes } = checks.at(-1)!;
      return [available, check, holds, causes.map(({ code }) => code)];
    };
    expect(capOf(100_000)).toEqual([true, "cap", true, []]);
    expect(capOf(300_000)).toEqual([false, "cap", false, ["rate_above_cap"]]);
    expect(capOf(300_000, 50_001)).toEqual([false, "lender", true, []]);
  });

  test("of a lender that declined has no reason of its own", () => {
    const check = checksOf({}, { declined_by: ["qinghe"] }).find(({ check }) => check === "lender")!;
    expect([check.holds, check.personal, check.found]).toEqual([false, true, null]);
    expect(check.causes.map(({ code }) => code)).toEqual(["lender_declined"]);
  });
});
