import { describe, expect, test } from "vitest";
import { toEpochDay } from "../calendar/civil.ts";
import { buildSchedule, type ContingentTerms, type ScheduleInput, type Terms } from "../schedule/index.ts";
import { instalmentFee, LEASE, phone } from "../schedule/testing/any-plan.ts";
import { acknowledgementOf, discloseOption, leaseRate, type RegimeId, rateOf } from "./index.ts";

const TODAY = toEpochDay("2026-11-22");

function disclose(plan: ScheduleInput, regime: RegimeId = "cn", day = TODAY) {
  const schedule = buildSchedule(plan);
  return discloseOption(regime, plan, schedule, rateOf(regime, plan, schedule), "qinghe", day);
}

const contingent = { late_daily_ppm: 500, early_rebate: true } as const;

describe("综合融资成本明示表", () => {
  test("12 at 0.6 % a period", () => {
    const disclosure = disclose(phone({ ...instalmentFee({ ppm: 6_000 }, "period"), contingent }));
    expect(disclosure).toMatchObject({
      id: "cn-2026-08-01",
      acknowledgement: { reading_seconds: 10, confirm: true },
      total: { amount: 35_993, nominal: "13.034347", effective: "13.841923" },
      nothing_else: true,
    });
    expect(disclosure.items).toEqual([
      { code: "principal", amount: 499_900, rate: null, charged_by: "qinghe", how: "with_principal" },
      { code: "instalment_fee", amount: 35_993, rate: "13.034347", charged_by: "qinghe", how: "each" },
      ...["interest", "guarantee_fee", "service_fee"].map((code) => ({
        code,
        amount: 0,
        rate: "0.000000",
        charged_by: "qinghe",
        how: "not_charged",
      })),
    ]);
    expect(disclosure.contingent).toEqual([
      { code: "late_interest", amount: null, ppm: 500, rate: "18.250000", charged_by: "qinghe" },
      { code: "early_settlement", amount: 0, ppm: null, rate: null, charged_by: "qinghe", rebate: true },
    ]);
  });

  test("each cost has a yearly figure of its own, and they make up the whole between them", () => {
    const terms: Terms = {
      repayment: "annuity",
      rate_ppm: 80_000,
      down_payment: { ppm: 100_000 },
      fees: [
        { code: "service_fee", charge: { ppm: 10_000 }, per: "total", when: "checkout", charged_by: "store" },
        { code: "guarantee_fee", charge: { ppm: 12_000 }, per: "total", when: "each", charged_by: "anbao" },
      ],
    };
    const { items, total } = disclose(phone(terms));
    const [principal, ...costs] = items;
    expect(principal).toMatchObject({ code: "principal", amount: 449_910 });
    expect(costs.map((item) => [item.code, item.charged_by, item.how])).toEqual([
      ["interest", "qinghe", "each"],
      ["service_fee", "store", "checkout"],
      ["guarantee_fee", "anbao", "each"],
    ]);
    expect(costs.reduce((sum, item) => sum + item.amount, 0)).toBe(total.amount);
    const rates = costs.map((item) => Number(item.rate));
    expect(rates[0]).toBeCloseTo(8, 2);
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(Number(total.nominal), 0);
  });

  test.each(["each", "first", "checkout", "last"] as const)(
    "a cost collected %s has the rate of a plan that has no other",
    (when) => {
      const own = { code: "own_fee", charge: { amount: 60_00 }, per: "total", when, charged_by: "store" } as const;
      const other = { code: "other_fee", charge: { amount: 90_00 }, per: "total", when: "first", charged_by: "qinghe" };
      const base = { repayment: "interest_free", down_payment: { ppm: 100_000 } } as const;
      const alone = phone({ ...base, fees: [own] }, 3);
      const both = phone({ ...base, fees: [own, other as typeof own] }, 3);
      const item = disclose(both).items.find(({ code }) => code === "own_fee")!;
      expect(item.amount).toBe(60_00);
      expect(item.rate).toBe(rateOf("cn", alone, buildSchedule(alone)).headline);
      expect(disclose(alone).items.find(({ code }) => code === "own_fee")!.rate).toBe(item.rate);
    },
  );

  test("interest beside a fee has the rate of the interest alone", () => {
    const interest = { repayment: "equal_principal", rate_ppm: 90_000 } as const;
    const { items } = disclose(
      phone({ ...interest, fees: [{ ...instalmentFee({ amount: 1_00 }, "total").fees![0]! }] }),
    );
    const alone = phone(interest);
    expect(items.find(({ code }) => code === "interest")!.rate).toBe(
      rateOf("cn", alone, buildSchedule(alone)).headline,
    );
  });

  test("interest of one payment falls due with the principal", () => {
    const { items } = disclose(phone({ repayment: "bullet", rate_ppm: 90_000 }, 6));
    expect(items[1]).toMatchObject({ code: "interest", how: "with_principal" });
  });

  test("a fee that comes to nothing is named among what is free, once", () => {
    const { items } = disclose(
      phone({
        repayment: "interest_free",
        fees: [{ code: "service_fee", charge: { ppm: 0 }, per: "total", when: "first", charged_by: "store" }],
      }),
    );
    const named = items.map(({ code, how }) => [code, how]);
    expect(named.filter(([code]) => code === "service_fee")).toEqual([["service_fee", "not_charged"]]);
  });

  test("what is charged is not named as free", () => {
    const { items } = disclose(phone({ repayment: "annuity", rate_ppm: 90_000 }));
    expect(items.map(({ code }) => code)).toEqual(["principal", "interest", "guarantee_fee", "service_fee"]);
  });

  test("who pays in full, or has the issuer split it, is asked nothing", () => {
    for (const repayment of ["full", "issuer"] as const) {
      expect(acknowledgementOf("cn", repayment, TODAY).acknowledgement).toEqual({ reading_seconds: 0, confirm: false });
    }
    expect(() => acknowledgementOf("cn", "full", toEpochDay("2021-03-30"))).toThrow("a rule of cn is in force");
  });

  test("what is free is named and nothing is charged", () => {
    const { items, total } = disclose(phone({ repayment: "interest_free" }));
    expect(items.filter((item) => item.amount > 0).map((item) => item.code)).toEqual(["principal"]);
    expect(total).toEqual({ amount: 0, nominal: "0.000000", effective: "0.000000" });
  });

  test("before 1 August 2026 the older rule asks for less", () => {
    expect(acknowledgementOf("cn", "flat_fee", toEpochDay("2026-07-31"))).toEqual({
      id: "cn-2021-03-31",
      acknowledgement: { reading_seconds: 0, confirm: true },
    });
  });
});

test("the EU's fields grow on 20 November 2026", () => {
  const plan = phone(instalmentFee({ ppm: 6_000 }, "period"));
  expect(disclose(plan, "eu", toEpochDay("2026-11-19")).required).not.toContain("withdrawal_right");
  expect(disclose(plan, "eu", toEpochDay("2026-11-20"))).toMatchObject({ id: "eu-2026-11-20", nothing_else: false });
});

test("a lease that cannot be bought lists no buyout", () => {
  const { items } = disclose(phone({ repayment: "lease", lease: { ...LEASE.lease!, buyouts: [] } }));
  expect(items.map(({ code }) => code)).toEqual(["rent", "deposit"]);
});

test("a lease lists its payments, without rates", () => {
  const { items, total } = disclose(phone(LEASE));
  expect(items.map(({ code, amount, rate, how }) => [code, amount, rate, how])).toEqual([
    ["rent", 346_800, null, "each"],
    ["deposit", 100_000, null, "checkout"],
    ["buyout", 219_900, null, "last"],
  ]);
  expect(total).toEqual({ amount: 66_800, nominal: null, effective: null });
});

describe("a lease's comparison rate", () => {
  const compare = (lease: Partial<NonNullable<Terms["lease"]>>) => {
    const plan = phone({ repayment: "lease", lease: { ...LEASE.lease!, ...lease } });
    return leaseRate(plan, buildSchedule(plan));
  };

  test.each([
    ["as published", {}, "26.847605"],
    ["without a deposit it is lower: less is paid on the first day", { deposit_waived: true }, "19.245835"],
    ["without a buyout there is none", { buyouts: [] }, null],
  ])("%s", (_, lease, expected) => expect(compare(lease)).toBe(expected));

  test.each([0, 100_000, 219_900, 250_000])(
    "at it, renting and then owning is worth the price, with a deposit of %d that comes back",
    (deposit) => {
      const monthly = Number(compare({ deposit: { amount: deposit } })) / 1_200;
      const worth = (amount: number, month: number) => amount / (1 + monthly) ** month;
      let paid = deposit + worth(219_900 - deposit, 12);
      for (let month = 0; month < 12; month++) paid += worth(28_900, month);
      expect(paid).toBeCloseTo(499_900, 1);
    },
  );

  test("a first rent, or a deposit, above the price leaves nothing to compare", () => {
    expect(compare({ rent: { amount: 600_000 } })).toBeNull();
    expect(compare({ deposit: { amount: 500_000 } })).toBeNull();
  });
});

describe("what the law holds late charges to stands beside what the terms say", () => {
  const heldTo = (regime: RegimeId, currency: string, late: ContingentTerms, rate_ppm = 1_200_000) => {
    const terms: Terms = { repayment: "annuity", rate_ppm, contingent: late };
    const { contingent } = disclose({ ...phone(terms), currency }, regime);
    return Object.fromEntries(
      contingent.flatMap(({ code, at_most }) =>
        at_most ? [[code, at_most.map(({ on, amount, ppm }) => [on, amount ?? ppm])]] : [],
      ),
    );
  };
  const inYear = ["late_charges_in_year", 12_000];
  const byYear = ["late_charges_by_year", 240_000];
  test.each<[string, RegimeId, string, ContingentTerms, object]>([
    // regime, currency, terms, ceilings by item; twelve payments
    ["cn: 18.25 % a year keeps within it", "cn", "CNY", { late_daily_ppm: 500 }, {}],
    ["cn: 24.09 % does not", "cn", "CNY", { late_daily_ppm: 660 }, { late_interest: [byYear] }],
    ["cn: a fixed fee is held by the days", "cn", "CNY", { late_fixed: 500 }, { late_fee: [byYear] }],
    ["au: twelve of 10.00 are 120.00", "au", "AUD", { late_fixed: 1_000 }, {}],
    ["au: twelve of 10.01 are more", "au", "AUD", { late_fixed: 1_001 }, { late_fee: [inYear] }],
    ["au: what grows has no end", "au", "AUD", { late_daily_ppm: 1 }, { late_interest: [inYear] }],
    ["uk: twelve of 1.25 are 15.00", "uk", "GBP", { late_fixed: 125 }, {}],
    ["uk: twelve of 1.26 are more", "uk", "GBP", { late_fixed: 126 }, { late_fee: [["late_fees_in_all", 1_500]] }],
    [
      "uk: 1 % a day",
      "uk",
      "GBP",
      { late_daily_ppm: 10_000 },
      {
        late_interest: [
          ["late_interest_by_day", 8_000],
          ["all_costs", 499_900],
        ],
      },
    ],
    ["us: none is configured", "us", "USD", { late_fixed: 9_999, late_daily_ppm: 9_999 }, {}],
  ])("%s", (_, regime, currency, late, expected) => {
    expect(heldTo(regime, currency, late)).toEqual(expected);
  });

  test("uk: what is not high-cost short-term credit is held to nothing", () => {
    expect(heldTo("uk", "GBP", { late_fixed: 2_000, late_daily_ppm: 10_000 }, 200_000)).toEqual({});
  });
});
