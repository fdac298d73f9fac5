import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatPercent, LARGEST_PERCENT } from "./percent.ts";

test.each([
  [0.13034224, "13.034224"],
  [0, "0.000000"],
  [-0, "0.000000"],
  [0.01, "1.000000"],
  [0.0000000151, "0.000002"],
  [0.0000000149, "0.000001"],
  [-0.5, "-50.000000"],
  [-0.000000001, "0.000000"],
  [0.99999999999, "100.000000"],
  [LARGEST_PERCENT / 100, "1000000000.000000"],
  [LARGEST_PERCENT / 99, null],
  [-LARGEST_PERCENT / 99, null],
  [Number.POSITIVE_INFINITY, null],
  [Number.NaN, null],
])("%d of a whole is written %s", (fraction, text) => expect(formatPercent(fraction)).toBe(text));

test("six places, as the number itself prints them", () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (millionths) => {
      expect(formatPercent(millionths / 1e8)).toBe((millionths / 1e6 + 0).toFixed(6));
    }),
  );
});
