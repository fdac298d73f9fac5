import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitByWeight, splitEvenly, splitRounded } from "./index.ts";

const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);
const totals = fc.integer({ min: 0, max: 10 ** 12 });
const counts = fc.integer({ min: 1, max: 60 });

test.each([
  [100_00, 4, [25_00, 25_00, 25_00, 25_00]],
  [100_00, 3, [33_34, 33_33, 33_33]],
  [2, 3, [1, 1, 0]],
])("%d evenly over %d", (total, count, expected) => expect(splitEvenly(total, count)).toEqual(expected));

test.each([
  [100_00, 3, 1, [33_33, 33_33, 33_34]],
  [5, 4, 1, [1, 1, 1, 2]],
  // Rounding up would pay more than there is: it stops at the total.
  [50, 60, 1, [...Array(50).fill(1), ...Array(10).fill(0)]],
  [1000_00, 6, 100, [167_00, 167_00, 167_00, 167_00, 167_00, 165_00]],
])("%d rounded over %d to multiples of %d", (total, count, multiple, expected) => {
  expect(splitRounded(total, count, "half_up", multiple)).toEqual(expected);
});

test("no unit is made or lost, and no part is negative", () => {
  fc.assert(
    fc.property(totals, counts, fc.constantFrom("half_up", "half_even", "down", "up"), (total, count, mode) => {
      for (const parts of [
        splitEvenly(total, count),
        splitRounded(total, count, mode),
        splitByWeight(total, Array(count).fill(1), mode),
      ]) {
        expect(parts).toHaveLength(count);
        expect(sum(parts)).toBe(total);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test("an even split differs by one unit at most, the larger parts first", () => {
  fc.assert(
    fc.property(totals, counts, (total, count) => {
      const parts = splitEvenly(total, count);
      expect(parts[0]! - parts[count - 1]!).toBeLessThanOrEqual(1);
      expect(parts).toEqual(parts.toSorted((a, b) => b - a));
    }),
  );
});

test("a split by weight follows the weights", () => {
  expect(splitByWeight(1000, [1, 2, 7])).toEqual([100, 200, 700]);
  expect(splitByWeight(100, [0, 1, 0])).toEqual([0, 100, 0]);
});

test.each([
  ["a total below zero", -1, 3],
  ["no parts", 100, 0],
])("refuses %s", (_, total, count) => {
  expect(() => splitEvenly(total, count)).toThrow("something to split");
  expect(() => splitRounded(total, count, "half_up")).toThrow("something to split");
  expect(() => splitByWeight(total, Array(count).fill(1))).toThrow("something to split");
});

test("nothing is split into nothings", () => {
  expect(splitEvenly(0, 2)).toEqual([0, 0]);
  expect(splitRounded(0, 2, "up")).toEqual([0, 0]);
  expect(splitByWeight(0, [1, 1])).toEqual([0, 0]);
});
