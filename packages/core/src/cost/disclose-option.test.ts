import { describe, expect, test } from "vitest";
import { toEpochDay } from "../calendar/civil.ts";
import { buildSchedule, type ScheduleInput, type Terms } from "../schedule/index.ts";
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

  test("a deposit above the buyout, so that the last flow comes back, still has one", () => {
    const high = compare({ deposit: { amount: 250_000 } });
    expect(Number(high)).toBeGreaterThan(26);
  });

  test("a deposit above the price leaves nothing to compare", () => {
    expect(compare({ deposit: { amount: 500_000 } })).toBeNull();
  });
});
