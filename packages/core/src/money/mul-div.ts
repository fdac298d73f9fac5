import { assert } from "./assert.ts";
import type { RoundingMode } from "./types.ts";

/**
 * `value × numerator ÷ denominator`, exact until the single rounding that `mode` names.
 *
 * Units: those of `value`. All three are integers and `denominator` is positive. `half_up` and `up` go away from zero,
 * `down` towards it, `half_even` to the even neighbour at a tie: a refund rounds like the charge it undoes.
 * Products within 2^53 stay in numbers; larger ones take the exact bigint path with the same result.
 * Throws RangeError when an argument is not an integer or the result is not a safe integer.
 * Source: docs/rules/rounding.md
 */
export function mulDiv(value: number, numerator: number, denominator: number, mode: RoundingMode): number {
  assert(denominator > 0, "the denominator is positive");
  const product = value * numerator + 0; // never −0
  if (
    Math.abs(product) <= Number.MAX_SAFE_INTEGER &&
    denominator <= Number.MAX_SAFE_INTEGER &&
    Number.isInteger(value) &&
    Number.isInteger(numerator) &&
    Number.isInteger(denominator)
  ) {
    return product < 0 ? 0 - divide(-product, denominator, mode) : divide(product, denominator, mode);
  }
  return mulDivWide(BigInt(value), BigInt(numerator), BigInt(denominator), mode);
}

/** `dividend` is a safe integer from 0 up. The quotient of the doubles is off by one at most, and is put right. */
function divide(dividend: number, divisor: number, mode: RoundingMode): number {
  let quotient = Math.floor(dividend / divisor);
  let remainder = dividend - quotient * divisor;
  if (remainder < 0) {
    quotient -= 1;
    remainder += divisor;
  } else if (remainder >= divisor) {
    quotient += 1;
    remainder -= divisor;
  }
  if (remainder === 0 || mode === "down") return quotient;
  if (mode === "up") return quotient + 1;
  const rest = divisor - remainder;
  if (remainder !== rest) return remainder > rest ? quotient + 1 : quotient;
  return mode === "half_up" || quotient % 2 === 1 ? quotient + 1 : quotient;
}

function mulDivWide(value: bigint, numerator: bigint, denominator: bigint, mode: RoundingMode): number {
  const result = Number(divideBig(value * numerator, denominator, mode));
  if (!Number.isSafeInteger(result)) throw new RangeError(`${result} is beyond the safe integers`);
  return result;
}

/** `dividend ÷ divisor` (positive) as a whole number, rounded as {@link mulDiv} rounds. */
export function divideBig(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  const size = dividend < 0n ? -dividend : dividend;
  const quotient = size / divisor;
  const remainder = size % divisor;
  const rounded = roundsAway(quotient, remainder, divisor, mode) ? quotient + 1n : quotient;
  return dividend < 0n ? -rounded : rounded;
}

function roundsAway(quotient: bigint, remainder: bigint, divisor: bigint, mode: RoundingMode): boolean {
  if (remainder === 0n || mode === "down") return false;
  if (mode === "up") return true;
  const rest = divisor - remainder;
  if (remainder !== rest) return remainder > rest;
  return mode === "half_up" || quotient % 2n === 1n;
}
