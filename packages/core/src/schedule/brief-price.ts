import { chargeOf } from "../money/charge.ts";
import type { Minor } from "../money/types.ts";
import { isEven, priceTerms } from "./price-terms.ts";
import type { ScheduleInput, Terms } from "./types.ts";

/** What a way costs in total and per period: all that ranking asks of a way that cannot be used. */
export interface BriefPrice {
  readonly total: Minor;
  readonly per_period: Minor;
}

/**
 * The `total` and `per_period` of {@link priceTerms}, at once where the plan is even and everything is paid with the
 * instalments, from priceTerms itself otherwise. Throws as priceTerms does.
 */
export function briefPrice(input: ScheduleInput): BriefPrice {
  const { terms, amount, count } = input;
  if (!isPlainEven(terms) || !(amount > 0 && count >= 1)) return priceTerms(input);
  let total = amount;
  for (const fee of terms.fees ?? []) total += chargeOf(fee.charge, amount, fee.per === "period" ? count : 1);
  return { total, per_period: Math.ceil(total / count) };
}

/** Even, financed whole from the first period on, with untaxed fees in every instalment that the shopper bears alone. */
function isPlainEven(terms: Terms): boolean {
  if (!isEven(terms) || terms.store_bears_ppm !== undefined || terms.down_payment !== undefined) return false;
  if (terms.first_at_checkout === true) return false;
  for (const fee of terms.fees ?? []) if (fee.when !== "each" || fee.tax_ppm !== undefined) return false;
  return true;
}
