import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closedDays } from "../calendar/business-day.ts";
import { toEpochDay } from "../calendar/civil.ts";
import { buildSchedule, type ScheduleInput, type Terms } from "../schedule/index.ts";
import { anyPlan, instalmentFee, LEASE, phone } from "../schedule/testing/any-plan.ts";
import { capBreached, leaseRate, type RegimeId, rateOf, regimeOf } from "./index.ts";
import { LARGEST_PERCENT } from "./percent.ts";
import { oracleWorth } from "./testing/oracle-worth.ts";

const rate = (regime: RegimeId, plan: ScheduleInput) => rateOf(regime, plan, buildSchedule(plan));
const FEE_12 = phone(instalmentFee({ ppm: 6_000 }, "period"));

describe("4,999.00 yuan agreed on 22 November 2026", () => {
  test.each([
    ["12 at 0.6 % a period", FEE_12, "13.034347", "13.841923"],
    ["6 at 3.8 % in all", phone(instalmentFee({ ppm: 38_000 }, "total"), 6), "12.913290", "13.705665"],
    ["3 at 2 % in all", phone(instalmentFee({ ppm: 20_000 }, "total"), 3), "11.960461", "12.638398"],
    ["12 free", phone({ repayment: "interest_free" }), "0.000000", "0.000000"],
  ])("in China, %s: simple %s", (_, plan, nominal, effective) => {
    expect(rate("cn", plan)).toEqual({ regime: "cn", nominal, effective, headline: nominal, label: "simple" });
  });

  test.each([
    ["us", "nominal", "apr"],
    ["in", "nominal", "apr"],
    ["jp", "nominal", "real_annual"],
    ["tw", "nominal", "total_annual"],
    ["au", "nominal", "comparison_rate"],
    ["eu", "effective", "aprc"],
    ["uk", "effective", "apr"],
    ["hk", "effective", "apr"],
    ["br", "effective", "cet"],
  ] as const)("%s shows a %s rate alone, as %s", (regime, kind, label) => {
    const figure = regime === "br" ? "13.889528" : kind === "nominal" ? "13.034347" : "13.841923";
    const other = kind === "nominal" ? "effective" : "nominal";
    expect(rate(regime, FEE_12)).toMatchObject({ [kind]: figure, [other]: null, headline: figure, label });
  });

  test("rent to own compares at 26.85 %, and has no headline", () => {
    const lease = phone(LEASE);
    expect(leaseRate(lease, buildSchedule(lease))).toBe("26.847605");
    expect(rate("cn", lease)).toMatchObject({ headline: null, nominal: null, effective: null });
  });
});

describe("the way of counting", () => {
  const bullet: Terms = { repayment: "bullet", rate_ppm: 90_000 };

  test("one payment is simple interest over its term, whatever the interval is called", () => {
    expect(rate("cn", phone(bullet, 6)).nominal).toBe("9.000200");
    expect(rate("cn", { ...phone(bullet, 1), interval: { every: 6, unit: "month" } }).nominal).toBe("9.000200");
    expect(rate("us", phone(bullet, 6)).nominal).toBe("9.000200");
  });

  test("one payment among rows that ask for nothing is one payment", () => {
    const tiny = {
      ...phone({ ...instalmentFee({ amount: 1 }, "total", "last"), rounding: { mode: "up", multiple: 100 } }),
      amount: 50,
    } as const;
    const rows = buildSchedule(tiny).rows.map((row) => row.total);
    expect(rows).toEqual([50, ...Array(10).fill(0), 1]);
    const alone = { ...tiny, terms: { ...tiny.terms, fees: [{ ...tiny.terms.fees![0]!, when: "first" }] } } as const;
    expect(rate("cn", alone).nominal).toBe("24.000000");
  });

  test("Australia has 26.09 fortnights and the US 26", () => {
    const plan = {
      ...phone(instalmentFee({ ppm: 20_000 }, "total"), 4),
      interval: { every: 2, unit: "week" },
    } as const;
    const [au, us] = [Number(rate("au", plan).nominal), Number(rate("us", plan).nominal)];
    expect(au / us).toBeCloseTo(26.09 / 26, 6);
  });

  test("an odd first period costs less a year in every regime that counts its days", () => {
    const late = phone({ ...FEE_12.terms, due: { anchor_day: 20, first_after_days: 40 } });
    for (const regime of ["us", "eu", "uk", "br", "cn"] as const) {
      expect(Number(rate(regime, late).headline)).toBeLessThan(Number(rate(regime, FEE_12).headline));
    }
  });

  test("the 31st: twelve payments at month ends are twelve equal months", () => {
    const ends = { ...FEE_12, start: toEpochDay("2026-12-31") };
    expect(rate("eu", ends).effective).toBe(rate("eu", FEE_12).effective);
    expect(rate("us", ends).nominal).toBe(rate("us", FEE_12).nominal);
  });

  test.each([
    [
      "all at once at a cost",
      phone({ repayment: "full", fees: [{ ...instalmentFee({ ppm: 10_000 }, "total").fees![0]! }] }, 1),
    ],
    [
      "more at checkout than the goods are worth",
      phone({ ...instalmentFee({ amount: 600_000 }, "total", "checkout") }, 3),
    ],
  ])("%s has no rate", (_, plan) => {
    for (const regime of ["cn", "us", "eu", "br"] as const) expect(rate(regime, plan).headline).toBeNull();
  });
});

describe("any plan", () => {
  const REGIMES = ["cn", "us", "eu", "uk", "in", "br", "jp", "hk", "tw", "au"] as const;

  function agreesWithOracle(plan: ScheduleInput, regime: RegimeId) {
    const schedule = buildSchedule(plan);
    const { headline } = rateOf(regime, plan, schedule);
    const worth = oracleWorth(regime, plan, schedule);
    if (schedule.cost === 0 || worth === null) {
      expect(headline).toBe(schedule.cost === 0 ? "0.000000" : null);
    } else if (headline === null) {
      expect(worth(LARGEST_PERCENT).isPositive()).toBe(true);
    } else {
      const within = 1e-6 * Math.max(1, Number(headline) / 1e4);
      expect(worth(Number(headline) - within).isNegative()).toBe(false);
      expect(worth(Number(headline) + within).isPositive()).toBe(false);
    }
  }

  test("has the oracle's rate within a millionth of a percent", () => {
    fc.assert(fc.property(anyPlan, fc.constantFrom(...REGIMES), agreesWithOracle), { numRuns: 150 });
  });

  const closed = closedDays({ id: "weekends", weekend: [6, 7], holidays: [] });
  const fee = { ...instalmentFee({ ppm: 30_000 }, "total").fees![0]! };
  const flat = (fields: Partial<Terms>): Terms => ({ repayment: "flat_fee", fees: [fee], ...fields });
  const moved = { business_day: "following", calendar: "weekends" } as const;

  test.each<[string, Partial<ScheduleInput>]>([
    ["month ends reached from an odd first period", { terms: flat({ due: { anchor_day: 31, first_after_days: 20 } }) }],
    ["month ends moved off weekends", { terms: flat({ due: { anchor_day: 31, ...moved } }) }],
    ["months moved off weekends", { terms: flat({ due: moved }) }],
    ["fortnights moved off weekends", { interval: { every: 2, unit: "week" }, terms: flat({ due: moved }) }],
    [
      "fortnights after an odd first one",
      { interval: { every: 2, unit: "week" }, terms: flat({ due: { first_after_days: 10 } }) },
    ],
    [
      "days through a leap year",
      { interval: { every: 30, unit: "day" }, start: toEpochDay("2027-12-05"), terms: flat({}) },
    ],
    ["one payment within a year, on an odd day", { count: 1, terms: flat({ due: { first_after_days: 100 } }) }],
    ["one payment within a year, weeks ahead", { count: 1, interval: { every: 20, unit: "week" }, terms: flat({}) }],
    ["one payment after more than a year", { terms: { repayment: "bullet", rate_ppm: 90_000 }, count: 18 }],
    ["one payment after a year and some days", { count: 1, interval: { every: 70, unit: "week" }, terms: flat({}) }],
    [
      "one payment among rows that ask for nothing, after an odd first period",
      {
        amount: 50,
        terms: {
          ...instalmentFee({ amount: 1 }, "total", "first"),
          rounding: { mode: "up", multiple: 100 },
          due: { anchor_day: 20, first_after_days: 40 },
        },
      },
    ],
    [
      "more at checkout than the goods are worth, in one payment",
      { count: 1, terms: flat({ fees: [{ ...fee, charge: { amount: 600_000 }, when: "checkout" }] }) },
    ],
    [
      "more at checkout than the goods are worth, before an odd first period",
      {
        count: 3,
        terms: flat({
          due: { first_after_days: 40 },
          fees: [{ ...fee, charge: { amount: 600_000 }, when: "checkout" }],
        }),
      },
    ],
    [
      "more at checkout than the goods are worth, in one payment on an odd day",
      {
        count: 1,
        terms: flat({
          due: { first_after_days: 40 },
          fees: [{ ...fee, charge: { amount: 600_000 }, when: "checkout" }],
        }),
      },
    ],
  ])("of a known kind has the oracle's rate in every regime: %s", (_, fields) => {
    for (const start of [toEpochDay("2026-11-22"), toEpochDay("2027-01-31")]) {
      for (const regime of REGIMES) agreesWithOracle({ ...phone(flat({})), start, closed, ...fields }, regime);
    }
  });

  test("whose payments lie more than a year apart is counted in years in the United States", () => {
    // At 10 %: 1 ÷ (1.05 × 1.1) + 1 ÷ 1.1³ = 1.617125.
    const plan: ScheduleInput = {
      ...phone(instalmentFee({ amount: 382_875 }, "total"), 2),
      amount: 1_617_125,
      interval: { every: 18, unit: "month" },
    };
    expect(Number(rate("us", plan).headline)).toBeCloseTo(10, 3);
  });

  test("costs nothing a year exactly when it costs nothing", () => {
    fc.assert(
      fc.property(anyPlan, fc.constantFrom(...REGIMES), (plan, regime) => {
        const schedule = buildSchedule(plan);
        const { headline } = rateOf(regime, plan, schedule);
        if (schedule.cost === 0) expect(headline).toBe("0.000000");
        else if (headline !== null) expect(Number(headline)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test.each([
  ["CN", "cn"],
  ["US", "us"],
  ["IN", "in"],
  ["BR", "br"],
  ["JP", "jp"],
  ["TW", "tw"],
  ["AU", "au"],
  ["AT", "eu"],
  ["DE", "eu"],
  ["NO", "eu"],
  ["GB", "uk"],
  ["HK", "hk"],
  ["CH", undefined],
  ["XX", undefined],
  ["", undefined],
])("%s follows %s", (market, regime) => expect(regimeOf(market, toEpochDay("2026-11-22"))).toBe(regime));

test("a market has no regime before its rule", () => {
  expect(regimeOf("CN", toEpochDay("2021-03-30"))).toBeUndefined();
  expect(regimeOf("CN", toEpochDay("2021-03-31"))).toBe("cn");
});

test.each([
  ["hk", "48.000000", "2026-11-22", undefined],
  ["hk", "48.000001", "2026-11-22", { cap: "48.000000" }],
  ["hk", "48.000001", "2022-12-29", undefined],
  ["cn", "24.000001", "2026-11-22", undefined],
])("in %s an effective rate of %s on %s breaches %j", (regime, effective, on, breach) => {
  expect(capBreached(regime as RegimeId, { nominal: null, effective }, toEpochDay(on), "CNY")).toEqual(breach);
});

test.each([
  ["cn", "24.000000", "2026-11-22", undefined],
  ["cn", "24.000001", "2026-11-22", { cap: "24.000000" }],
  ["tw", "16.000000", "2021-07-20", undefined],
  ["tw", "16.000001", "2021-07-20", { cap: "16.000000" }],
  ["tw", "16.000001", "2021-07-19", undefined],
  ["au", "48.000000", "2026-11-22", undefined],
  ["au", "48.000001", "2026-11-22", { cap: "48.000000" }],
  ["cn", "24.000001", "2025-09-30", undefined],
  ["us", "99.000000", "2026-11-22", undefined],
  ["cn", null, "2026-11-22", undefined],
] as const)("in %s a rate of %s on %s breaches %j", (regime, nominal, on, breach) => {
  expect(capBreached(regime, { nominal, effective: null }, toEpochDay(on), "CNY")).toEqual(breach);
});
