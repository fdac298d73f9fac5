import { expect, test } from "vitest";
import { type DayCount, dayCountParts, toEpochDay, YEAR_PARTS } from "./index.ts";

const years = (dayCount: DayCount, from: string, to: string) =>
  dayCountParts(dayCount, toEpochDay(from), toEpochDay(to)) / YEAR_PARTS[dayCount];

test.each([
  ["act/365f", "2026-11-22", "2026-12-22", 30 / 365],
  ["act/360", "2022-08-22", "2022-10-01", 40 / 360],
  ["30/360", "2026-01-31", "2026-02-28", 28 / 360],
  ["30/360", "2026-01-30", "2026-03-31", 60 / 360],
  ["30/360", "2026-01-15", "2027-01-15", 1],
  ["equal_months", "2026-01-15", "2026-07-15", 0.5],
  ["equal_months", "2026-01-12", "2026-02-15", 1 / 12 + 3 / 365],
  ["act/act_isda", "2026-12-22", "2027-12-22", 1],
  ["act/act_isda", "2027-12-22", "2028-01-22", 10 / 365 + 21 / 366],
  ["act/act_isda", "2027-06-30", "2029-06-30", 185 / 365 + 1 + 180 / 365],
] as const)("%s from %s to %s", (dayCount, from, to, expected) =>
  expect(years(dayCount, from, to)).toBeCloseTo(expected, 12),
);
