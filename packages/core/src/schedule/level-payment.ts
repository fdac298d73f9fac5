import { MILLION } from "../money/charge.ts";
import { divideBig } from "../money/mul-div.ts";
import type { Minor, Ppm, RoundingMode } from "../money/types.ts";

/**
 * How an annuity's rate accrues: in period k the balance grows by `growth[k] ÷ scale` of itself, of which the shopper pays
 * `ownPpm` parts in a million. Integers.
 */
export interface Growth {
  readonly growth: readonly number[];
  readonly scale: number;
  readonly ownPpm: Ppm;
}

/**
 * The level payment that repays `financed` down to `balloon`, from row `from` on (earlier rows pay interest alone),
 * rounded by `mode` to a multiple of `multiple` minor units.
 *
 * With G = Π(1+iₖ) and S = Σₖ Πⱼ₍ⱼ>ₖ₎(1+iⱼ) it is (financed·G − balloon) ÷ S: for equal periods, P·i ÷ (1−(1+i)⁻ⁿ).
 * Found in doubles; where their error could decide the rounding, again in exact integers. So it is always exact.
 */
export function levelPayment(
  financed: Minor,
  balloon: Minor,
  accrual: Growth,
  from: number,
  mode: RoundingMode,
  multiple: Minor,
): Minor {
  const { growth, scale, ownPpm } = accrual;
  let grown = 1;
  let payments = 0;
  for (let k = from; k < growth.length; k++) {
    const factor = 1 + (growth[k]! / scale) * (ownPpm / MILLION);
    grown *= factor;
    payments = payments * factor + 1;
  }
  const units = (financed * grown - balloon) / payments / multiple;
  const error = (units + (financed * grown) / payments / multiple) * (growth.length + 4) * 4 * Number.EPSILON;
  const boundary = mode === "half_up" || mode === "half_even" ? 0.5 : 0;
  const fraction = units - Math.floor(units);
  const distance = Math.abs(fraction - boundary);
  if (Math.min(distance, 1 - distance) <= error) {
    return exactLevelPayment(financed, balloon, accrual, from, mode, multiple);
  }
  const whole = Math.floor(units);
  return (boundary === 0.5 ? whole + (fraction > 0.5 ? 1 : 0) : mode === "up" ? whole + 1 : whole) * multiple;
}

function exactLevelPayment(
  financed: Minor,
  balloon: Minor,
  { growth, scale, ownPpm }: Growth,
  from: number,
  mode: RoundingMode,
  multiple: Minor,
): Minor {
  const one = BigInt(scale) * BigInt(MILLION);
  let grown = 1n;
  let payments = 0n;
  let power = 1n;
  for (let k = from; k < growth.length; k++) {
    const factor = one + BigInt(growth[k]!) * BigInt(ownPpm);
    payments = payments * factor + power * one;
    grown *= factor;
    power *= one;
  }
  const units = divideBig(BigInt(financed) * grown - BigInt(balloon) * power, payments * BigInt(multiple), mode);
  return Number(units) * multiple;
}
