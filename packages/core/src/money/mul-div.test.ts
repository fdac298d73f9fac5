import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideBig, mulDiv, type RoundingMode } from "./index.ts";

const MODES: readonly RoundingMode[] = ["half_up", "half_even", "down", "up"];

test("10,025.00 at 4.5 % for 40 of 360 days is 50.13, because nothing is divided early", () => {
  expect(mulDiv(10_025_00, 45_000 * 40, 360 * 1_000_000, "half_up")).toBe(50_13);
});

test.each([
  // value ÷ 10, half_up, half_even, down, up
  [24, 2, 2, 2, 3],
  [25, 3, 2, 2, 3],
  [26, 3, 3, 2, 3],
  [35, 4, 4, 3, 4],
  [30, 3, 3, 3, 3],
  [-25, -3, -2, -2, -3],
  [-24, -2, -2, -2, -3],
  [0, 0, 0, 0, 0],
  [-2, 0, 0, 0, -1],
])("%d tenths", (value, ...expected) => {
  expect(MODES.map((mode) => mulDiv(value, 1, 10, mode))).toEqual(expected);
});

describe("both paths", () => {
  test("agree with whole-number arithmetic for any operands", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
        fc.integer({ min: 1, max: 10 ** 12 }),
        fc.constantFrom(...MODES),
        (value, numerator, denominator, mode) => {
          const exact = roundedByDoubling(BigInt(value) * BigInt(numerator), BigInt(denominator), mode);
          fc.pre(exact <= BigInt(Number.MAX_SAFE_INTEGER) && exact >= BigInt(Number.MIN_SAFE_INTEGER));
          expect(BigInt(mulDiv(value, numerator, denominator, mode))).toBe(exact);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("products on either side of 2^53 round alike", () => {
    const half = 2 ** 52;
    expect(mulDiv(half, 1, 2, "half_up")).toBe(2 ** 51);
    expect(mulDiv(half + 1, 3, 6, "half_up")).toBe(2 ** 51 + 1);
    expect(mulDiv(Number.MAX_SAFE_INTEGER, 2, 4, "half_even")).toBe(2 ** 52);
  });
});

test.each([
  ["a fraction", 1.5, 1, 2],
  ["not a number", Number.NaN, 1, 2],
  ["a result beyond the safe integers", Number.MAX_SAFE_INTEGER, 3, 2],
  ["a denominator of zero", 1, 1, 0],
])("refuses %s", (_, value, numerator, denominator) => {
  expect(() => mulDiv(value, numerator, denominator, "half_up")).toThrow(RangeError);
});

test("a tie beyond 2^53 goes to the even neighbour either way", () => {
  const tie = (units: bigint) => (2n * units + 1n) * 10n ** 20n;
  expect(divideBig(tie(6n), 2n * 10n ** 20n, "half_even")).toBe(6n);
  expect(divideBig(tie(7n), 2n * 10n ** 20n, "half_even")).toBe(8n);
  expect(divideBig(tie(6n), 2n * 10n ** 20n, "half_up")).toBe(7n);
  expect(divideBig(-tie(7n), 2n * 10n ** 20n, "half_even")).toBe(-8n);
});

test("a dividend whose quotient of doubles is a whole one too many is put right", () => {
  // 9007199254740991 ÷ 3 and its neighbours: the double of the quotient is exact only by luck.
  for (const dividend of [2 ** 53 - 1, 2 ** 53 - 2, 2 ** 53 - 3, 2 ** 52 + 1]) {
    for (const divisor of [1, 2, 3, 7, 10 ** 6 + 3, 2 ** 52 - 1, 2 ** 53 - 1]) {
      expect(mulDiv(dividend, 1, divisor, "down")).toBe(Number(BigInt(dividend) / BigInt(divisor)));
    }
  }
});

/** Another way to the same: compares twice the remainder with the divisor. */
function roundedByDoubling(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  const sign = dividend < 0n ? -1n : 1n;
  const size = dividend * sign;
  const floor = size / divisor;
  const twice = 2n * (size % divisor);
  const up =
    mode === "up"
      ? twice > 0n
      : mode === "half_up"
        ? twice >= divisor
        : mode === "half_even" && (twice > divisor || (twice === divisor && floor % 2n === 1n));
  return sign * (up ? floor + 1n : floor);
}
