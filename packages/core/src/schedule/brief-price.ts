import { chargeOf } from "../money/charge.ts";
import type { Minor } from "../money/types.ts";
import { assertPriceable } from "./financed.ts";
import { isEven } from "./price-terms.ts";
import type { Terms } from "./types.ts";

/** What a way costs in total and per period: all that ranking asks of a way that cannot be used. */
export interface BriefPrice {
  readonly total: Minor;
  readonly per_period: Minor;
}

/** True where {@link briefPrice} may be asked: told once per terms. */
export function hasBriefPrice(terms: Terms): boolean {
  if (!isEven(terms) || terms.store_bears_ppm !== undefined || terms.down_payment !== undefined) return false;
  if (terms.first_at_checkout === true) return false;
  for (const fee of terms.fees ?? []) if (fee.when !== "each" || fee.tax_ppm !== undefined) return false;
  return true;
}

/**
 * The `total` and `per_period` of {@link priceTerms}, at once: for terms that are even, financed whole from the first period
 * on, with untaxed fees in every instalment that the shopper bears alone ({@link hasBriefPrice}). Throws as priceTerms does.
 */
export function briefPrice(terms: Terms, amount: Minor, count: number): BriefPrice {
  assertPriceable({ amount, count, terms });
  let total = amount;
  for (const fee of terms.fees ?? []) total += chargeOf(fee.charge, amount, fee.per === "period" ? count : 1);
  return { total, per_period: Math.ceil(total / count) };
}
