import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addInterval, dayOfMonth, monthIndex, toEpochDay, toIsoDate, wholeUnitsBack } from "./index.ts";

const MONTH = { every: 1, unit: "month" } as const;
const after = (start: string, n: number, anchor?: number, interval: Parameters<typeof addInterval>[1] = MONTH) =>
  toIsoDate(addInterval(toEpochDay(start), interval, n, anchor));

test("a due day of 31 survives February", () => {
  expect([1, 2, 3, 4].map((n) => after("2026-01-31", n))).toEqual([
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
    "2026-05-31",
  ]);
});

test.each([
  ["29 February keeps its day in a leap year", "2028-02-29", 48, undefined, "2032-02-29"],
  ["and gives the 28th in others", "2028-02-29", 12, undefined, "2029-02-28"],
  ["an anchor of its own", "2026-11-22", 1, 10, "2026-12-10"],
  ["back over a year's end", "2026-01-15", -1, undefined, "2025-12-15"],
  ["past 2038", "2037-12-31", 2, undefined, "2038-02-28"],
])("%s", (_, start, n, anchor, expected) => expect(after(start, n, anchor)).toBe(expected));

test("weeks and days ignore the anchor", () => {
  expect(after("2026-02-27", 2, 31, { every: 1, unit: "day" })).toBe("2026-03-01");
  expect(after("2026-12-25", 1, 31, { every: 2, unit: "week" })).toBe("2027-01-08");
});

test("months land in their month, on the anchor or on its last day", () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 200_000 }), fc.integer({ min: -600, max: 600 }), (start, n) => {
      const day = addInterval(start, MONTH, n);
      expect(monthIndex(day)).toBe(monthIndex(start) + n);
      const isAnchor = dayOfMonth(day) === dayOfMonth(start);
      expect(isAnchor || dayOfMonth(day + 1) === 1).toBe(true);
    }),
  );
});

test.each([
  // from, to, unit, whole, rest
  ["2013-01-12", "2013-02-15", "month", 1, 3],
  ["2013-02-25", "2013-03-28", "month", 1, 3],
  ["2012-01-12", "2014-02-15", "year", 2, 34],
  ["2026-11-22", "2026-12-20", "week", 4, 0],
  ["2026-01-31", "2026-02-28", "month", 0, 28],
] as const)("from %s to %s are whole %ss", (from, to, unit, whole, rest) => {
  expect(wholeUnitsBack(toEpochDay(from), toEpochDay(to), unit)).toMatchObject({ whole, rest });
});

test("a 28 February that stands for the 31st is a whole month after 31 January", () => {
  expect(wholeUnitsBack(toEpochDay("2026-01-31"), toEpochDay("2026-02-28"), "month", 31)).toMatchObject({
    whole: 1,
    rest: 0,
  });
});
