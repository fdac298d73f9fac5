import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  divFixed,
  FIXED_ONE,
  FIXED_PLACES,
  formatFixed,
  mulFixed,
  parseFixed,
  powFixed,
  rootFixed,
  roundFixed,
  unitOfPlaces,
} from "./index.ts";

const Exact = Decimal.clone({ precision: 120 });

test.each([
  ["1778.58", 1, "1778.6"],
  ["-0.005", 2, "-0.01"],
  ["0.004999", 2, "0.00"],
  ["12", 0, "12"],
])("%s to %d places is %s", (text, places, expected) => expect(formatFixed(parseFixed(text), places)).toBe(expected));

test.each(["", "1.", "1e3", ".5", "1,000", "0x10", `0.${"1".repeat(51)}`])("%j is no decimal", (text) => {
  expect(() => parseFixed(text)).toThrow(RangeError);
});

test("the noise of a division does not decide a tie", () => {
  const third = divFixed(parseFixed("0.015"), parseFixed("3"));
  expect(formatFixed(third * 3n, 2)).toBe("0.02");
  expect(roundFixed(parseFixed("0.005") - 1n, unitOfPlaces(2), "half_up")).toBe(parseFixed("0.01"));
});

test("powers and roots agree with decimal.js to forty places", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 1, max: 60 }), (billionths, n) => {
      const base = FIXED_ONE + (FIXED_ONE * BigInt(billionths)) / 10n ** 9n;
      const exact = new Exact(base.toString()).div(FIXED_ONE.toString());
      expect(relativeError(powFixed(base, n), exact.pow(n))).toBeLessThan(1e-40);
      expect(relativeError(rootFixed(base, n), exact.pow(new Exact(1).div(n)))).toBeLessThan(1e-40);
      expect(relativeError(mulFixed(base, base), exact.pow(2))).toBeLessThan(1e-40);
    }),
    { numRuns: 50 },
  );
});

test("a root wants a positive number and a whole degree; places are those that are trusted", () => {
  for (const [radicand, degree] of [
    [0n, 2],
    [-FIXED_ONE, 2],
    [FIXED_ONE, 0],
  ] as const) {
    expect(() => rootFixed(radicand, degree)).toThrow("positive number");
  }
  expect(rootFixed(FIXED_ONE / 4n, 2)).toBe(FIXED_ONE / 2n);
  expect(() => unitOfPlaces(-1)).toThrow("trusted");
  expect(() => unitOfPlaces(FIXED_PLACES)).toThrow("trusted");
});

test("a decimal with every place is read, with one more it is not", () => {
  expect(parseFixed(`0.${"0".repeat(FIXED_PLACES - 1)}1`)).toBe(1n);
  expect(() => parseFixed(`0.${"0".repeat(FIXED_PLACES)}1`)).toThrow(RangeError);
});

test("zero is written without a sign", () => {
  expect(formatFixed(0n, 2)).toBe("0.00");
  expect(formatFixed(-FIXED_ONE / 1_000n, 2)).toBe("0.00");
  expect(formatFixed(-FIXED_ONE, 0)).toBe("-1");
});

function relativeError(fixed: bigint, exact: Decimal): number {
  return new Exact(fixed.toString()).div(FIXED_ONE.toString()).div(exact).minus(1).abs().toNumber();
}
