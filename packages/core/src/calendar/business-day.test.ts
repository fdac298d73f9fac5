import { expect, test } from "vitest";
import { adjustDay, closedDays, toEpochDay, toIsoDate } from "./index.ts";

const china = closedDays({
  id: "cn",
  weekend: [6, 7],
  holidays: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07", "2026-10-30"],
  working_days: ["2026-10-10"],
});

test.each([
  ["2026-10-01", "following", "2026-10-08"],
  ["2026-10-01", "preceding", "2026-09-30"],
  ["2026-10-03", "none", "2026-10-03"],
  // A Saturday worked for the holiday is open.
  ["2026-10-10", "following", "2026-10-10"],
  ["2026-10-31", "following", "2026-11-02"],
  ["2026-10-31", "modified_following", "2026-10-29"],
  ["2026-10-17", "modified_following", "2026-10-19"],
] as const)("%s %s goes to %s", (day, rule, expected) =>
  expect(toIsoDate(adjustDay(toEpochDay(day), rule, china))).toBe(expected),
);

test("a calendar that never opens is a mistake, not an endless loop", () => {
  const never = closedDays({ id: "never", weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] });
  expect(() => adjustDay(0, "following", never)).toThrow(RangeError);
});
