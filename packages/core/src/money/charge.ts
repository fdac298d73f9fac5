import { mulDiv } from "./mul-div.ts";
import type { Charge, Minor } from "./types.ts";

/** Parts per million in one. */
export const MILLION = 1_000_000;

/** What a charge comes to on `base`, `times` over: rounded half up once, at the end. Units: minor units. */
export function chargeOf(charge: Charge, base: Minor, times = 1): Minor {
  return "ppm" in charge ? mulDiv(base, charge.ppm * times, MILLION, "half_up") : charge.amount * times;
}
