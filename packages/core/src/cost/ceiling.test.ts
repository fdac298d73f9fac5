import { expect, test } from "vitest";
import { toEpochDay } from "../calendar/civil.ts";
import { dated, isInForce } from "./ceiling.ts";
import { lateCapInForce } from "./index.ts";

test.each([
  ["2026-01-31", false],
  ["2026-02-01", true],
  ["2026-02-28", true],
  ["2026-03-01", false],
])("a ceiling of February alone is in force on %s: %s", (on, isMeant) => {
  const ceiling = dated({ from: "2026-02-01", until: "2026-03-01" });
  expect(isInForce(ceiling, toEpochDay(on), "EUR")).toBe(isMeant);
});

test("a ceiling without an end lasts, and one without a currency is about all of them", () => {
  const day = toEpochDay("2126-01-01");
  expect(isInForce(dated({ from: "2026-02-01" }), day, "EUR")).toBe(true);
  expect(isInForce(dated({ from: "2026-02-01", currency: "EUR" }), day, "EUR")).toBe(true);
  expect(isInForce(dated({ from: "2026-02-01", currency: "EUR" }), day, "USD")).toBe(false);
});

test("a ceiling keeps what else it says", () => {
  expect(dated({ from: "2026-02-01", percent: "24" })).toMatchObject({ percent: "24" });
});

test.each([
  ["cn", "CNY", "2026-11-22", { yearlyPpm: 240_000 }],
  ["cn", "CNY", "2025-09-30", undefined],
  ["au", "AUD", "2026-11-22", { yearlyPpm: Number.POSITIVE_INFINITY, per_plan_year: 12_000 }],
  ["au", "NZD", "2026-11-22", undefined],
  ["eu", "EUR", "2026-11-22", undefined],
  ["uk", "GBP", "2026-11-22", undefined],
] as const)("late charges in %s in %s on %s are limited by %j", (regime, currency, on, limits) => {
  const cap = lateCapInForce(regime, toEpochDay(on), currency);
  if (limits === undefined) expect(cap).toBeUndefined();
  else expect(cap).toMatchObject(limits);
});

test.each([
  ["GBP", "2015-01-02", { dailyPpm: 8_000, fixed_per_plan: 1_500, total_percent: "100" }],
  ["EUR", "2015-01-02", { dailyPpm: 8_000, total_percent: "100" }],
  ["GBP", "2015-01-01", undefined],
] as const)("late charges of high-cost short-term credit in %s on %s are limited by %j", (currency, on, limits) => {
  const cap = lateCapInForce("uk", toEpochDay(on), currency, true);
  if (limits === undefined) expect(cap).toBeUndefined();
  else expect(cap).toMatchObject(limits);
  expect(cap?.fixed_per_plan).toBe(limits !== undefined && "fixed_per_plan" in limits ? 1_500 : undefined);
});
