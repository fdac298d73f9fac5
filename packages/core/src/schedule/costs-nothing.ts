import { MILLION } from "../money/charge.ts";
import type { Terms } from "./types.ts";

/**
 * Whether a way costs the shopper nothing beyond the price, whatever the amount: no interest and no fee, or all of both borne by the
 * store. A lease and what only the card's issuer prices never do.
 */
export function costsNothing({ repayment, rate_ppm = 0, fees = [], store_bears_ppm = 0 }: Terms): boolean {
  if (repayment === "lease" || repayment === "issuer") return false;
  if (store_bears_ppm === MILLION) return true;
  if (rate_ppm > 0) return false;
  return fees.every(({ charge }) => ("amount" in charge ? charge.amount : charge.ppm) === 0);
}
