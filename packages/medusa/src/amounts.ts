import { exponentOf } from "@fenqi/words";

/** An amount in major units as Medusa hands it over: text, a number, its raw value, or one of its big numbers. */
export type Amount =
  | string
  | number
  | { readonly value: string | number }
  | { readonly raw?: { readonly value: string | number } | undefined; readonly numeric?: number }
  | { toFixed(): string };

/**
 * Major units, `quantity` times, → minor units of a currency, digit by digit: nothing passes through a fraction of a float.
 *
 * Exact wherever the product has no more places than the currency; what Medusa carries beyond (a share of tax) is rounded half
 * away from zero. Throws RangeError when either is no amount, or the result beyond what is exact.
 */
export function toMinor(amount: Amount, currency: string, quantity: Amount = 1): number {
  const [one, times] = [parse(textOf(amount)), parse(textOf(quantity))];
  const digits = one.digits * times.digits;
  const shift = exponentOf(currency.toUpperCase()) - one.places - times.places;
  const minor = Number(shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfAway(digits, 10n ** BigInt(-shift)));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${textOf(amount)} ${currency} is beyond what is exact`);
  return minor;
}

/** A quantity as a whole number; undefined where it is none. */
export function wholeOf(quantity: Amount): number | undefined {
  const whole = Number(textOf(quantity));
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** Minor units → major units as text with all of the currency's places: `499900` CNY is `4999.00`. */
export function toMajor(minor: number, currency: string): string {
  const places = exponentOf(currency.toUpperCase());
  const digits = String(Math.abs(minor)).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return `${minor < 0 ? "-" : ""}${whole}${places === 0 ? "" : `.${digits.slice(-places)}`}`;
}

function textOf(amount: Amount): string {
  if (typeof amount === "string") return amount.trim();
  if (typeof amount === "number") return String(amount);
  if ("value" in amount) return String(amount.value);
  if ("raw" in amount && amount.raw) return String(amount.raw.value);
  if ("toFixed" in amount) return amount.toFixed();
  return String((amount as { numeric?: number }).numeric);
}

/** `4999.10` → 499910 and 2; `1e-7` → 1 and 7. */
function parse(text: string): { readonly digits: bigint; readonly places: number } {
  const found = /^([+-]?)(\d{1,30})(?:\.(\d{0,60}))?(?:e([+-]?\d{1,2}))?$/i.exec(text);
  if (!found) throw new RangeError(`${JSON.stringify(text)} is not an amount`);
  const [, sign, whole, fraction = "", power = "0"] = found;
  const digits = BigInt(`${whole}${fraction}`);
  return { digits: sign === "-" ? -digits : digits, places: fraction.length - Number(power) };
}

function divideHalfAway(dividend: bigint, divisor: bigint): bigint {
  const half = dividend < 0n ? -divisor / 2n : divisor / 2n;
  return (dividend + half) / divisor;
}
