import { expect, test } from "vitest";
import { equalFractions, fraction, fractionToNumber, parseFraction } from "./index.ts";

test.each([
  ["3/365+1/12", fraction(3 * 12 + 365, 365 * 12)],
  ["52.18", fraction(5218, 100)],
  ["-1", fraction(-1)],
  ["0.5+1/2", fraction(1)],
])("%s", (text, expected) => expect(equalFractions(parseFraction(text), expected)).toBe(true));

test.each([
  ["1/3+1/3", fraction(2, 3)],
  [" 1/4 + 1/2 ", fraction(3, 4)],
])("a sum: %s", (text, expected) => expect(equalFractions(parseFraction(text), expected)).toBe(true));

test("fractions that differ are not equal", () => {
  expect(equalFractions(fraction(1, 3), fraction(1, 2))).toBe(false);
  expect(equalFractions(fraction(2, 6), fraction(1, 3))).toBe(true);
});

test.each(["", "1/0", "a", "1/2/3", "1e2"])("%j is no fraction", (text) =>
  expect(() => parseFraction(text)).toThrow(RangeError),
);

test("becomes a number at the end only", () =>
  expect(fractionToNumber(parseFraction("365/164"))).toBeCloseTo(2.2256, 4));
