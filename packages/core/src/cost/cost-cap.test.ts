import { describe, expect, test } from "vitest";
import { toEpochDay } from "../calendar/civil.ts";
import { buildSchedule, type ScheduleInput } from "../schedule/index.ts";
import { capsCost, costCapBreached, type RegimeId, rateOf } from "./index.ts";

const START = toEpochDay("2026-11-22");

/** 100.00 for so many days, with a fee at its end. */
const short = (days: number, fee: number, currency = "GBP"): ScheduleInput => ({
  amount: 10_000,
  currency,
  count: 1,
  interval: { every: days, unit: "day" },
  start: START,
  terms: {
    repayment: "interest_free",
    fees: [{ code: "service_fee", charge: { amount: fee }, per: "total", when: "last", charged_by: "lender" }],
  },
});

const breached = (regime: RegimeId, plan: ScheduleInput) => {
  const schedule = buildSchedule(plan);
  return costCapBreached(regime, rateOf(regime, plan, schedule), schedule, plan.start, plan.currency);
};

describe("high-cost short-term credit in the United Kingdom", () => {
  test.each([
    ["0.8 % a day for 30 days is kept", 30, 2_400, false],
    ["a penny more is not", 30, 2_401, true],
    ["as much as was lent is kept, where the days bear it", 125, 10_000, false],
    ["a penny more than was lent is not", 130, 10_001, true],
    ["two years are no short term", 731, 30_000, false],
    ["under 100 % a year is no high cost", 300, 7_000, false],
  ])("%s", (_, days, fee, breach) => expect(breached("uk", short(days, fee))).toBe(breach));

  test("is nobody else's rule, and none before 2015", () => {
    expect(breached("eu", short(30, 2_401))).toBe(false);
    const plan = { ...short(30, 2_401), start: toEpochDay("2015-01-01") };
    const schedule = buildSchedule(plan);
    const rate = { effective: "2000.000000" };
    expect(costCapBreached("uk", rate, schedule, plan.start, "GBP")).toBe(false);
    expect(costCapBreached("uk", rate, schedule, plan.start + 1, "GBP")).toBe(true);
  });

  test("what is paid down bears no charge, and each day is counted with what is owed on it", () => {
    const plan: ScheduleInput = {
      amount: 20_000,
      currency: "GBP",
      count: 2,
      interval: { every: 30, unit: "day" },
      start: START,
      terms: {
        repayment: "interest_free",
        down_payment: { ppm: 500_000 },
        // 100.00 for 30 days and 50.00 for 30 more, at 0.8 % a day: 36.00.
        fees: [{ code: "service_fee", charge: { amount: 3_600 }, per: "total", when: "last", charged_by: "lender" }],
      },
    };
    expect(breached("uk", plan)).toBe(false);
    const dearer = { ...plan.terms.fees![0]!, charge: { amount: 3_601 } };
    expect(breached("uk", { ...plan, terms: { ...plan.terms, fees: [dearer] } })).toBe(true);
  });
});

test("a year is at most 366 days, and the cost must be high", () => {
  const twelveMonths = (days: number, effective: string | null) => {
    const plan = short(days, 10_001);
    return costCapBreached("uk", { effective }, buildSchedule(plan), plan.start, "GBP");
  };
  expect(twelveMonths(366, "100.000000")).toBe(true);
  expect(twelveMonths(367, "100.000000")).toBe(false);
  expect(twelveMonths(366, "99.999999")).toBe(false);
  expect(twelveMonths(366, null)).toBe(false);
});

test("what is paid at checkout is no credit, and what it costs counts all the same", () => {
  const plan: ScheduleInput = {
    ...short(130, 0),
    count: 2,
    terms: {
      repayment: "interest_free",
      first_at_checkout: true,
      fees: [{ code: "service_fee", charge: { amount: 5_000 }, per: "total", when: "checkout", charged_by: "lender" }],
    },
  };
  const charging = (amount: number) => ({
    ...plan,
    terms: { ...plan.terms, fees: [{ ...plan.terms.fees![0]!, charge: { amount } }] },
  });
  const isAbove = (amount: number) => {
    const schedule = buildSchedule(charging(amount));
    return costCapBreached("uk", { effective: "1000.000000" }, schedule, START, "GBP");
  };
  // 50.00 of the 100.00 are lent, for 130 days: 52.00 at 0.8 % a day, and no more than 50.00.
  expect(isAbove(5_000)).toBe(false);
  expect(isAbove(5_001)).toBe(true);
});

test("interest is a charge too", () => {
  const plan = { ...short(30, 0), terms: { repayment: "bullet", rate_ppm: 3_000_000 } } as const;
  expect(breached("uk", plan)).toBe(true);
});

test("only Australia and the United Kingdom cap what is charged in money", () => {
  expect((["cn", "us", "eu", "uk", "au"] as const).filter(capsCost)).toEqual(["uk", "au"]);
});

test.each([
  [20_000, "AUD", false],
  [20_001, "AUD", true],
  [20_001, "CNY", false],
])("fees of %d in the first year, in Australia and in %s, breach: %s", (fee, currency, breach) => {
  expect(breached("au", { ...short(60, fee, currency), amount: 1_000_000 })).toBe(breach);
});

/** 12,000.00 in so many monthly payments, with a fee in each. */
const monthly = (count: number, fee: number): ScheduleInput => ({
  ...short(30, fee, "AUD"),
  amount: 1_200_000,
  count,
  interval: { every: 1, unit: "month" },
  terms: {
    repayment: "interest_free",
    fees: [{ code: "service_fee", charge: { amount: fee }, per: "period", when: "each", charged_by: "lender" }],
  },
});

test.each([
  ["a first year has room for 200.00", 12, 1_666, false],
  ["a cent more in each month is too much", 12, 1_667, true],
  ["a second year has room for 125.00", 24, 1_041, false],
  ["a cent more in each of its months is too much, though its first year would bear it", 24, 1_042, true],
  ["a year that has only begun is a year", 23, 1_136, false],
  ["and its fees are counted as they come", 23, 1_137, true],
  ["a third year begins anew", 36, 1_041, false],
])("fees of low-cost credit in Australia: %s", (_, count, fee, breach) => {
  expect(breached("au", monthly(count, fee))).toBe(breach);
});
