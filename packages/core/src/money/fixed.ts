import { assert } from "./assert.ts";
import { divideBig } from "./mul-div.ts";
import type { RoundingMode } from "./types.ts";

/** Decimal places of a {@link Fixed}. */
export const FIXED_PLACES = 50;
/** Of which this many are trusted: the last ones take the errors of division and of roots. */
const TRUSTED_PLACES = 40;
const ONE = 10n ** BigInt(FIXED_PLACES);

/**
 * A decimal number with fifty places, as an integer of 10⁻⁵⁰. For tables that carry every digit and for checking the fast
 * paths; money itself is integer minor units.
 */
export type Fixed = bigint;

export const FIXED_ONE: Fixed = ONE;

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads a decimal like "1778.58" exactly. Throws RangeError for anything else. */
export function parseFixed(text: string): Fixed {
  const parts = DECIMAL.exec(text);
  const places = parts?.[3] ?? "";
  if (parts === null || places.length > FIXED_PLACES)
    throw new RangeError(`${JSON.stringify(text)} is not a decimal number`);
  const size = BigInt(`${parts[2]}${places.padEnd(FIXED_PLACES, "0")}`);
  return parts[1] === "-" ? -size : size;
}

export function toFixed(numerator: bigint | number, denominator: bigint | number = 1n): Fixed {
  return (BigInt(numerator) * ONE) / BigInt(denominator);
}

export function mulFixed(a: Fixed, b: Fixed): Fixed {
  return (a * b) / ONE;
}

export function divFixed(a: Fixed, b: Fixed): Fixed {
  return (a * ONE) / b;
}

/** `base` to a whole power from 0 up. */
export function powFixed(base: Fixed, exponent: number): Fixed {
  let result = ONE;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = mulFixed(result, square);
    square = mulFixed(square, square);
  }
  return result;
}

/** The `degree`-th root of a positive number, by Newton's method from above. */
export function rootFixed(radicand: Fixed, degree: number): Fixed {
  assert(radicand > 0n && degree >= 1, "a root is taken of a positive number");
  const n = BigInt(degree);
  let root = radicand > ONE ? radicand : ONE;
  for (;;) {
    const next = ((n - 1n) * root + divFixed(radicand, powFixed(root, degree - 1))) / n;
    if (next >= root) return root;
    root = next;
  }
}

/** Rounds to `places` decimals, or to a multiple of `unit` when one is given. Noise beyond the trusted digits is cut first. */
export function roundFixed(value: Fixed, unit: Fixed, mode: RoundingMode): Fixed {
  const noise = 10n ** BigInt(FIXED_PLACES - TRUSTED_PLACES);
  const trusted = divideBig(value, noise, "half_even") * noise;
  return divideBig(trusted, unit, mode) * unit;
}

/** The unit of the last of `places` decimals: 2 → 0.01. */
export function unitOfPlaces(places: number): Fixed {
  assert(places >= 0 && places <= TRUSTED_PLACES, "places are within those that are trusted");
  return 10n ** BigInt(FIXED_PLACES - places);
}

/** With exactly `places` decimals, half up. */
export function formatFixed(value: Fixed, places: number): string {
  const units = roundFixed(value, unitOfPlaces(places), "half_up") / unitOfPlaces(places);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const sign = units < 0n ? "-" : "";
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
