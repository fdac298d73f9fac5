import { expect, test } from "vitest";
import { toEpochDay } from "../calendar/civil.ts";
import { singleTermsPerYear, type UnitPeriod, unitPeriodsBetween, unitPeriodsPerYear } from "./unit-periods.ts";

test.each<[UnitPeriod, number]>([
  [{ unit: "day", length: 5 }, 73],
  [{ unit: "week", length: 2 }, 26],
  [{ unit: "semimonth", length: 1 }, 24],
  [{ unit: "month", length: 3 }, 4],
  [{ unit: "year", length: 1 }, 1],
  [{ unit: "single", length: 1 }, 1],
])("a year has as many of %j: %d", (unitPeriod, count) => expect(unitPeriodsPerYear(unitPeriod)).toBe(count));

test.each<[UnitPeriod["unit"], number, string, string, number, [number, number]]>([
  ["day", 10, "2026-01-01", "2026-01-26", 2, [5, 10]],
  ["week", 2, "2026-01-01", "2026-01-30", 2, [1, 14]],
  ["month", 1, "2026-01-10", "2026-03-15", 2, [5, 30]],
  ["month", 2, "2026-01-10", "2026-04-15", 1, [35, 60]],
  ["semimonth", 1, "2026-01-16", "2026-03-01", 3, [0, 15]],
  ["semimonth", 1, "2026-01-16", "2026-03-16", 4, [0, 15]],
  ["semimonth", 1, "2026-01-10", "2026-03-16", 4, [6, 15]],
  ["semimonth", 1, "2026-01-01", "2026-03-16", 5, [0, 15]],
  ["semimonth", 1, "2026-01-10", "2026-03-01", 3, [6, 15]],
  ["semimonth", 1, "2026-01-14", "2026-03-30", 5, [1, 15]],
  ["semimonth", 1, "2026-01-14", "2026-02-15", 2, [1, 15]],
  ["year", 1, "2025-01-10", "2026-07-10", 1, [6, 12]],
  ["year", 1, "2025-01-10", "2026-07-11", 1, [182, 365]],
  ["single", 1, "2026-01-01", "2026-01-02", 1, [0, 1]],
  ["single", 1, "2026-01-01", "2026-01-01", 0, [0, 1]],
])("in %ss of %d, from %s to %s are %d and %j", (unit, length, from, to, whole, odd) => {
  expect(unitPeriodsBetween(toEpochDay(from), toEpochDay(to), { unit, length })).toEqual({ whole, odd });
});

test.each([
  ["2026-01-15", "2026-07-15", [12, 6]],
  ["2026-01-15", "2027-01-15", [12, 12]],
  ["2026-01-15", "2026-07-16", [365, 182]],
  ["2026-01-15", "2026-01-16", [365, 1]],
  ["2026-01-15", "2026-01-15", [365, 0]],
])("a year has as many terms from %s to %s as %j", (from, to, terms) => {
  expect(singleTermsPerYear(toEpochDay(from), toEpochDay(to))).toEqual(terms);
});
