import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { levelPayment } from "./level-payment.ts";

const Exact = Decimal.clone({ precision: 60 });

/** P·i ÷ (1 − (1+i)⁻ⁿ), to fifty digits. */
function annuity(financed: number, ratePpm: number, count: number): Decimal {
  const i = new Exact(ratePpm).div(12_000_000);
  return i.isZero() ? new Exact(financed).div(count) : i.mul(financed).div(new Exact(1).minus(i.plus(1).pow(-count)));
}

const level = (financed: number, ratePpm: number, count: number, multiple = 1) =>
  levelPayment(
    financed,
    0,
    { growth: Array(count).fill(ratePpm), scale: 12_000_000, ownPpm: 1_000_000 },
    0,
    "half_up",
    multiple,
  );

test("is the annuity formula, rounded half up once", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 ** 11 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.integer({ min: 1, max: 120 }),
      (financed, ratePpm, count) => {
        expect(level(financed, ratePpm, count)).toBe(
          annuity(financed, ratePpm, count).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
        );
      },
    ),
    { numRuns: 400 },
  );
});

test.each([
  // An exact tie: half up, in doubles or not.
  ["5 over 2 at nothing", 5, 0, 2, 1, 3],
  ["1,000.00 at 12 % over 18, to whole units", 500_000, 120_000, 18, 100, 30_500],
  ["15 over 2 to tens", 30, 0, 2, 10, 20],
])("%s", (_, financed, ratePpm, count, multiple, expected) =>
  expect(level(financed, ratePpm, count, multiple)).toBe(expected),
);
