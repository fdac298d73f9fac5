import { describe, expect, test } from "vitest";
import { toEpochDay } from "../../calendar/civil.ts";
import { buildSchedule } from "../../schedule/index.ts";
import { instalmentFee, phone } from "../../schedule/testing/any-plan.ts";
import { discloseOption, REGIMES, type RegimeId, rateOf } from "../index.ts";
import { editionInForce } from "./index.ts";

const ALL = Object.keys(REGIMES) as RegimeId[];
const TODAY = toEpochDay("2026-11-22");

function disclose(regime: RegimeId, on: number) {
  const plan = phone(instalmentFee({ ppm: 6_000 }, "period"));
  const schedule = buildSchedule(plan);
  return discloseOption(regime, plan, schedule, rateOf(regime, plan, schedule), "bank", on);
}

/** The rules as the law dates them: which one, whether it asks for the statement that nothing else is charged, and for how long a reading. */
test.each([
  ["cn", "2021-03-31", "2021-03-31", false, 0],
  ["cn", "2026-07-31", "2021-03-31", false, 0],
  ["cn", "2026-08-01", "2026-08-01", true, 10],
  ["us", "2026-11-22", "1982-10-01", false, 0],
  ["eu", "2026-11-19", "2010-06-11", false, 0],
  ["eu", "2026-11-20", "2026-11-20", false, 0],
  ["uk", "2026-07-14", "2014-04-01", false, 0],
  ["uk", "2026-07-15", "2026-07-15", false, 0],
  ["in", "2026-11-22", "2024-10-01", true, 0],
  ["br", "2026-11-22", "2021-05-03", false, 0],
  ["jp", "2026-11-22", "2010-12-17", false, 0],
  ["hk", "2026-11-22", "2015-02-06", false, 0],
  ["tw", "2026-11-22", "2016-01-01", false, 0],
  ["au", "2026-11-22", "2010-07-01", false, 0],
] as const)("in %s on %s the rule of %s speaks", (regime, on, from, nothing_else, reading_seconds) => {
  expect(disclose(regime, toEpochDay(on))).toMatchObject({
    id: `${regime}-${from}`,
    regime,
    nothing_else,
    acknowledgement: { reading_seconds, confirm: true },
  });
});

describe.each(ALL)("%s", (regime) => {
  const { editions } = REGIMES[regime];

  test("names what must stand on the page, each thing once", () => {
    for (const { required } of editions) {
      expect(required.length).toBeGreaterThan(0);
      expect(new Set(required).size).toBe(required.length);
    }
  });

  test("has nothing before its first rule, and rules that follow one another", () => {
    const days = editions.map(({ from }) => toEpochDay(from));
    expect(editionInForce(regime, days[0]! - 1)).toBeUndefined();
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });

  test("lists what is charged; only China's table names what is free as well", () => {
    const codes = disclose(regime, TODAY).items.map(({ code }) => code);
    const free = regime === "cn" ? ["interest", "guarantee_fee", "service_fee"] : [];
    expect(codes).toEqual(["principal", "instalment_fee", ...free]);
    expect(disclose(regime, TODAY).required).toBe(editions.at(-1)!.required);
  });

  test("has no figure for a plan that lends nothing", () => {
    const plan = phone(instalmentFee({ amount: 600_000 }, "total", "checkout"), 3);
    expect(rateOf(regime, plan, buildSchedule(plan))).toMatchObject({ nominal: null, effective: null });
  });
});

test.each([
  ["cn", 2, 0, 0],
  ["us", 2, 0.125, 0.125],
  ["eu", 1, 0, 0],
  ["uk", 1, 1, 0.1],
  ["in", 2, 0, 0],
  ["br", 2, 0, 0],
  ["jp", 2, 0, 0],
  ["hk", 2, 0, 0],
  ["tw", 2, 0, 0],
  ["au", 2, 0, 0],
] as const)("a figure stated in %s has %d decimals, and may be off by +%d or −%d", (regime, decimals, over, under) => {
  expect(REGIMES[regime].tolerance).toEqual({ decimals, over, under });
});
