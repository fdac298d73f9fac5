import { describe, expect, test } from "vitest";
import { buildSchedule, priceTerms, type ScheduleInput, type Terms } from "./index.ts";
import { instalmentFee, LEASE, phone } from "./testing/any-plan.ts";

const totals = (input: ScheduleInput) => buildSchedule(input).rows.map((row) => row.total);
const dueOn = (input: ScheduleInput) => buildSchedule(input).rows.map((row) => row.due_on);

describe("4,999.00 yuan agreed on 22 November 2026", () => {
  test("12 months at 0.6 % a period", () => {
    const schedule = buildSchedule(phone(instalmentFee({ ppm: 6_000 }, "period")));
    expect(schedule).toMatchObject({
      total: 535_893,
      cost: 35_993,
      pay_today: 0,
      per_period: 44_658,
      runs: [
        { count: 9, amount: 44_658 },
        { count: 3, amount: 44_657 },
      ],
    });
    expect(schedule.rows[0]).toEqual({
      n: 1,
      due_on: "2026-12-22",
      principal: 41_659,
      interest: 0,
      fee: 2_999,
      total: 44_658,
      outstanding: 458_241,
    });
    expect(new Set(schedule.rows.map((row) => row.fee))).toEqual(new Set([2_999, 3_000]));
    expect(schedule.rows[11]!.due_on).toBe("2027-11-22");
  });

  test.each([
    [
      "6 months, 3.8 % in all",
      instalmentFee({ ppm: 38_000 }, "total"),
      6,
      518_896,
      [
        [4, 86_483],
        [2, 86_482],
      ],
    ],
    ["3 months, 2 % in all", instalmentFee({ ppm: 20_000 }, "total"), 3, 509_898, [[3, 169_966]]],
    [
      "12 months free",
      { repayment: "interest_free" },
      12,
      499_900,
      [
        [4, 41_659],
        [8, 41_658],
      ],
    ],
    [
      "24 months free",
      { repayment: "interest_free" },
      24,
      499_900,
      [
        [4, 20_830],
        [20, 20_829],
      ],
    ],
    [
      "the fee with the first",
      instalmentFee({ ppm: 72_000 }, "total", "first"),
      12,
      535_893,
      [
        [1, 77_652],
        [3, 41_659],
        [8, 41_658],
      ],
    ],
    [
      "the fee with the last",
      instalmentFee({ ppm: 72_000 }, "total", "last"),
      12,
      535_893,
      [
        [4, 41_659],
        [7, 41_658],
        [1, 77_651],
      ],
    ],
  ] as const)("%s", (_, terms: Terms, count, total, runs) => {
    const price = priceTerms(phone(terms, count));
    expect(price.total).toBe(total);
    expect(price.runs).toEqual(runs.map(([times, amount]) => ({ count: times, amount })));
  });

  test("the fee at checkout is paid today, before the instalments", () => {
    const schedule = buildSchedule(phone(instalmentFee({ ppm: 72_000 }, "total", "checkout")));
    expect(schedule.pay_today).toBe(35_993);
    expect(schedule.rows[0]).toMatchObject({
      n: 0,
      due_on: "2026-11-22",
      principal: 0,
      fee: 35_993,
      outstanding: 499_900,
    });
  });

  test("rent to own: rents in advance, the first today with the deposit, the buyout at the end", () => {
    const schedule = buildSchedule(phone(LEASE));
    expect(schedule).toMatchObject({ total: 566_700, cost: 66_800, pay_today: 128_900 });
    expect(schedule.runs).toEqual([
      { count: 11, amount: 28_900 },
      { count: 1, amount: 219_900 },
    ]);
    expect(schedule.rows[12]!.due_on).toBe("2027-11-22");
  });

  test("paid in full, everything is due today", () => {
    expect(buildSchedule(phone({ repayment: "full" }, 1))).toMatchObject({
      pay_today: 499_900,
      runs: [],
      per_period: 499_900,
    });
  });
});

describe("interest-bearing", () => {
  test("an annuity is level, and its last row clears", () => {
    expect(priceTerms(phone({ repayment: "annuity", rate_ppm: 120_000 }))).toMatchObject({
      interest: 33_087,
      runs: [
        { count: 11, amount: 44_416 },
        { count: 1, amount: 44_411 },
      ],
    });
  });

  test("equal principal rounds each part, the last one clearing", () => {
    const rows = buildSchedule({
      ...phone({ repayment: "equal_principal", rate_ppm: 120_000 }, 7),
      amount: 499_999,
    }).rows;
    expect(rows.map((row) => row.principal)).toEqual([71_428, 71_428, 71_428, 71_428, 71_428, 71_428, 71_431]);
    expect(rows.map((row) => row.interest)).toEqual([5_000, 4_286, 3_571, 2_857, 2_143, 1_429, 714]);
  });

  test("interest first pays the principal at the end", () => {
    expect(totals(phone({ repayment: "interest_first", rate_ppm: 120_000 }, 3))).toEqual([4_999, 4_999, 504_899]);
  });

  test.each([
    ["equal months: half a year", "equal_months", 29_994],
    ["exact days: 181 of 365", "act/365f", 29_747],
    ["exact days: 181 of 360", "act/360", 30_161],
    ["30/360", "30/360", 29_994],
  ] as const)("a bullet over 6 months, %s", (_, dayCount, interest) => {
    const schedule = buildSchedule(phone({ repayment: "bullet", rate_ppm: 120_000, day_count: dayCount }, 6));
    expect(schedule.rows).toHaveLength(1);
    expect(schedule.rows[0]!.due_on).toBe("2027-05-22");
    expect(schedule.interest).toBe(interest);
  });

  test("10,025.00 at 4.5 % for 40 days of 360 bears 50.13", () => {
    const terms = { repayment: "bullet", rate_ppm: 45_000, day_count: "act/360" } as const;
    const plan = { ...phone(terms, 1), amount: 1_002_500, interval: { every: 40, unit: "day" } } as const;
    expect(buildSchedule(plan).interest).toBe(5_013);
  });
});

describe("what terms can ask for", () => {
  test("pay in four: a quarter at checkout, the rest every two weeks", () => {
    const plan = {
      ...phone({ repayment: "interest_free", first_at_checkout: true }, 4),
      interval: { every: 2, unit: "week" },
    } as const;
    expect(priceTerms(plan)).toMatchObject({ pay_today: 124_975, runs: [{ count: 3, amount: 124_975 }] });
    expect(dueOn(plan)).toEqual(["2026-11-22", "2026-12-06", "2026-12-20", "2027-01-03"]);
  });

  test("a down payment is paid today and bears no interest", () => {
    const schedule = buildSchedule(
      phone({ repayment: "annuity", rate_ppm: 120_000, down_payment: { ppm: 200_000 } }, 3),
    );
    expect(schedule.rows[0]).toMatchObject({ n: 0, principal: 99_980, interest: 0 });
    expect(schedule.rows[1]!.interest).toBe(3_999);
  });

  test("a deferred start moves the dates; interest runs through it only where terms say so", () => {
    const quiet = phone({ repayment: "annuity", rate_ppm: 120_000, deferred_periods: 2 }, 3);
    const running = phone({ ...quiet.terms, deferred_interest: true }, 3);
    expect(dueOn(quiet)).toEqual(["2027-02-22", "2027-03-22", "2027-04-22"]);
    expect(buildSchedule(quiet).rows[0]!.interest).toBe(4_999);
    expect(buildSchedule(running).rows[0]!.interest).toBe(14_997);
  });

  test("grace on the principal leaves interest, grace on the interest moves it", () => {
    const rows = buildSchedule(
      phone({ repayment: "annuity", rate_ppm: 120_000, grace: { principal: 2, interest: 1 } }, 4),
    ).rows;
    expect(rows.map((row) => [row.principal > 0, row.interest])).toEqual([
      [false, 0],
      [false, 9_998],
      [true, 4_999],
      [true, expect.any(Number)],
    ]);
  });

  test("a balloon waits for the last row", () => {
    const rows = buildSchedule(phone({ repayment: "equal_principal", rate_ppm: 0, balloon: { ppm: 400_000 } }, 4)).rows;
    expect(rows.map((row) => row.principal)).toEqual([74_985, 74_985, 74_985, 274_945]);
  });

  test.each([
    ["a third of the fee", 333_333, 23_995, 11_998],
    ["all of the fee", 1_000_000, 0, 35_993],
  ])("the store bears %s", (_, share, cost, subsidy) => {
    const terms = { ...instalmentFee({ ppm: 6_000 }, "period"), store_bears_ppm: share };
    expect(priceTerms(phone(terms))).toMatchObject({ cost, subsidy });
  });

  test("an annuity whose interest the store bears is level, and free for the shopper", () => {
    const price = priceTerms(phone({ repayment: "annuity", rate_ppm: 120_000, store_bears_ppm: 1_000_000 }));
    expect(price).toMatchObject({ cost: 0, total: 499_900 });
    expect(price.runs[0]).toEqual({ count: 11, amount: 41_658 });
    expect(price.subsidy).toBeGreaterThan(32_000);
  });

  test("tax stands on its fee", () => {
    const fees = [
      {
        code: "service_fee",
        charge: { amount: 1_000 },
        per: "total",
        when: "first",
        charged_by: "store",
        tax_ppm: 60_000,
      },
    ] as const;
    expect(buildSchedule(phone({ repayment: "interest_free", fees })).fee_items).toEqual([
      { code: "service_fee", amount: 1_060, charged_by: "store", when: "first" },
    ]);
  });

  test.each([
    ["first", [3_334, 3_333, 3_333]],
    ["last", [3_333, 3_333, 3_334]],
    ["spread", [3_334, 3_333, 3_333]],
    ["carried", [3_333, 3_334, 3_333]],
  ] as const)("100.00 over three, residue %s", (residue, expected) => {
    expect(totals({ ...phone({ repayment: "interest_free", rounding: { residue } }, 3), amount: 10_000 })).toEqual(
      expected,
    );
  });

  test("instalments to whole yuan, the last one smaller", () => {
    const terms = { ...instalmentFee({ ppm: 6_000 }, "period"), rounding: { multiple: 100 } };
    const rows = totals(phone(terms));
    expect(rows.slice(0, 11)).toEqual(Array(11).fill(44_700));
    expect(rows[11]).toBe(535_893 - 11 * 44_700);
  });
});
