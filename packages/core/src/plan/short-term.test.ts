import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toEpochDay, toIsoDate } from "../calendar/index.ts";
import { agreeOption } from "../quote/index.ts";
import { AT, compiledSample, inputFor, sampleOffer } from "../quote/sample-catalogue.ts";
import type { ContingentTerms, Terms } from "../schedule/index.ts";
import { createPlan } from "./create-plan.ts";
import { decide } from "./decide.ts";
import { anyStep, commandOf } from "./testing/any-life.ts";
import { mustDecide, on } from "./testing/sample-plan.ts";
import type { Plan } from "./types.ts";

const TODAY = "2026-11-22";

interface Loan {
  readonly rate_ppm?: number;
  readonly count?: number;
  readonly total?: number;
  readonly currency?: string;
  readonly market?: string;
  readonly contingent?: ContingentTerms;
  readonly terms?: Partial<Terms>;
}

/** What a shopper in the United Kingdom accepts of a quote: 300.00 over so many months at so much a year. */
function accepted(loan: Loan): Plan {
  const { rate_ppm = 1_200_000, count = 6, total = 300_00, currency = "GBP", market = "GB", contingent } = loan;
  const terms: Terms = { repayment: "annuity", rate_ppm, ...(contingent && { contingent }), ...loan.terms };
  const offers = [sampleOffer("short", { count, markets: [market], currency, with: terms })];
  const item = { sku: "P", name: "Phone", category: "phone", tags: [], unit_amount: total, quantity: 1 };
  const input = { ...inputFor({ currency, total, items: [item] }), market };
  const agreed = agreeOption(compiledSample({ offers }), input, AT, "short");
  if (!agreed.ok) throw new Error(agreed.error.code);
  const acceptance = { id: "pln_1", order_ref: "HT-1", partner_answer: "authorised" } as const;
  return createPlan(agreed.value, acceptance, on(TODAY)).plan;
}

const active = (loan: Loan) => mustDecide(accepted(loan), { kind: "activate" }, on(TODAY)).plan;
const closed = (plan: Plan, day: string) => mustDecide(plan, { kind: "close_day" }, on(day)).plan;
const lateOf = (plan: Plan) => plan.rows.map(({ late }) => late);
const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
const costOf = ({ rows }: Plan) => sum(rows.map(({ interest, fee, late }) => interest + fee + late));

describe("what is high-cost short-term credit is decided when it is agreed", () => {
  test.each<[string, Loan, number | undefined]>([
    ["120 % a year over six months is", {}, 300_00],
    ["what is paid at checkout is not lent", { terms: { down_payment: { ppm: 250_000 } } }, 225_00],
    // Compounded, 5.9 % a month is 98.97 % and 6 % is 101.22 %.
    ["under 100 % is not", { rate_ppm: 708_000 }, undefined],
    ["above it is", { rate_ppm: 720_000 }, 300_00],
    ["thirteen months are not", { count: 13, rate_ppm: 720_000 }, undefined],
    ["elsewhere nobody knows such", { market: "DE", currency: "EUR" }, undefined],
    ["interest-free is not", { rate_ppm: 0 }, undefined],
  ])("%s", (_, loan, lent) => {
    expect(accepted(loan).high_cost_short_term).toEqual(lent === undefined ? undefined : { lent, fixed: 0 });
  });
});

describe("after default", () => {
  test("fixed charges keep within 15.00 in the agreement's life, not in each instalment", () => {
    const plan = active({ contingent: { late_fixed: 600 } });
    expect(lateOf(closed(plan, "2026-12-23"))).toEqual([600, 0, 0, 0, 0, 0]);
    expect(lateOf(closed(plan, "2027-06-30"))).toEqual([600, 600, 300, 0, 0, 0]);
    expect(closed(plan, "2027-06-30").high_cost_short_term).toEqual({ lent: 300_00, fixed: 1_500 });
  });

  test("what is not high-cost is charged by its terms", () => {
    const plan = active({ rate_ppm: 200_000, contingent: { late_fixed: 600 } });
    expect(lateOf(closed(plan, "2027-06-30"))).toEqual([600, 600, 600, 600, 600, 600]);
  });

  test("a fixed charge that was waived makes no room for another", () => {
    const missed = closed(active({ contingent: { late_fixed: 1_500 } }), "2026-12-23");
    const waived = mustDecide(missed, { kind: "waive_late", amount: 1_500 }, on("2026-12-23")).plan;
    expect(lateOf(closed(waived, "2027-06-30"))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("a row missed while a dispute was open uses no room up", () => {
    const disputed = mustDecide(
      closed(active({ contingent: { late_fixed: 1_000, late_daily_ppm: 100 } }), "2026-12-20"),
      { kind: "open_dispute", reason: "not_received" },
      on("2026-12-20"),
    ).plan;
    const { plan } = mustDecide(
      closed(disputed, "2026-12-24"),
      { kind: "close_dispute", given_back: 0 },
      on("2026-12-24"),
    );
    expect(closed(plan, "2027-06-30").high_cost_short_term?.fixed).toBe(1_500);
    expect(lateOf(closed(plan, "2027-06-30"))[0]).toBeLessThan(1_000);
  });

  test("interest on arrears keeps within 0.8 % a day of the overdue principal, down per day", () => {
    const plan = active({ contingent: { late_daily_ppm: 20_000 } });
    const { principal } = plan.rows[0]!;
    expect(lateOf(closed(plan, "2027-01-01"))[0]).toBe(10 * Math.floor(principal * 0.008));
    const kept = active({ contingent: { late_daily_ppm: 4_000 } });
    expect(lateOf(closed(kept, "2027-01-01"))[0]).toBe(10 * Math.round(principal * 0.004));
  });

  test("fixed charges beyond 15.00 do not come as days make room for interest", () => {
    const plan = active({ contingent: { late_fixed: 5_000, late_daily_ppm: 1_000 } });
    const daily = Math.round(plan.rows[0]!.principal * 0.001);
    expect(lateOf(closed(plan, "2027-01-11"))[0]).toBe(1_500 + 20 * daily);
  });

  test("interest, fees and late charges are never more than was lent", () => {
    const plan = active({ contingent: { late_daily_ppm: 8_000, late_fixed: 1_500 } });
    expect(costOf(closed(plan, "2027-02-20"))).toBeLessThan(300_00);
    expect(costOf(closed(plan, "2028-06-30"))).toBe(300_00);
  });

  test("closed day by day, it comes to the same as at once", () => {
    const plan = active({ contingent: { late_daily_ppm: 3_000, late_fixed: 800 } });
    let byDay = plan;
    const last = toEpochDay("2027-02-01");
    for (let day = toEpochDay(TODAY) + 1; day <= last; day++) byDay = closed(byDay, toIsoDate(day));
    expect(byDay).toEqual(closed(plan, "2027-02-01"));
  });
});

test("whatever happens to it, 15.00 and what was lent are never passed, nor 0.8 % on a day", () => {
  const life = fc.record({
    rate_ppm: fc.integer({ min: 720_000, max: 1_300_000 }),
    count: fc.integer({ min: 1, max: 9 }),
    total: fc.integer({ min: 100_00, max: 1_000_00 }),
    late_fixed: fc.integer({ min: 0, max: 4_000 }),
    late_daily_ppm: fc.integer({ min: 0, max: 30_000 }),
    steps: fc.array(anyStep, { minLength: 1, maxLength: 20 }),
  });
  let bitten = 0;
  fc.assert(
    fc.property(life, ({ rate_ppm, count, total, steps, ...contingent }) => {
      let plan = active({ rate_ppm, count, total, contingent });
      let today = TODAY;
      const { lent } = plan.high_cost_short_term!;
      for (const step of steps) {
        const before = plan;
        const days = step.days;
        today = toIsoDate(toEpochDay(today) + days);
        const closing = decide(plan, { kind: "close_day" }, on(today));
        if (closing.ok) plan = closing.value.plan;
        const grown = sum(lateOf(plan)) - sum(lateOf(before));
        const fixed = plan.high_cost_short_term!.fixed - before.high_cost_short_term!.fixed;
        const owed = sum(before.rows.map((row) => row.principal - row.paid_principal));
        expect(grown).toBeLessThanOrEqual(fixed + owed * 0.008 * days);
        expect(plan.high_cost_short_term!.fixed).toBeLessThanOrEqual(1_500);
        const { interest, fee } = plan.paid_back;
        expect(costOf(plan) - interest - fee).toBeLessThanOrEqual(lent);
        if (plan.high_cost_short_term!.fixed === 1_500 || costOf(plan) === lent) bitten++;
        const decision = decide(plan, commandOf(plan, step, today), on(today));
        if (decision.ok) plan = decision.value.plan;
      }
    }),
    { numRuns: 200 },
  );
  expect(bitten).toBeGreaterThan(20);
});
