import { chargeOf, MILLION } from "../money/charge.ts";
import { mulDiv } from "../money/mul-div.ts";
import type { Minor } from "../money/types.ts";
import type { FeeTiming, Terms } from "./types.ts";

/** A fee as the shopper pays it, over the whole plan. */
export interface FeeItem {
  readonly code: string;
  readonly amount: Minor;
  readonly charged_by: string;
  readonly when: FeeTiming;
}

/** All fees of a plan, by when they are collected. */
export interface Fees {
  readonly items: readonly FeeItem[];
  readonly each: Minor;
  readonly first: Minor;
  readonly checkout: Minor;
  readonly last: Minor;
  readonly total: Minor;
  /** The store's share. */
  readonly subsidy: Minor;
}

const NO_FEES: Fees = { items: [], each: 0, first: 0, checkout: 0, last: 0, total: 0, subsidy: 0 };

/**
 * Every fee of the terms on `financed`, over `count` periods.
 *
 * Each is rounded half up once, as a whole (never per period and then multiplied), then its tax likewise, then the store's share.
 * Source: docs/rules/schedules.md
 */
export function feesOf(terms: Terms, financed: Minor, count: number): Fees {
  if (terms.fees === undefined || terms.fees.length === 0) return NO_FEES;
  const sums = { each: 0, first: 0, checkout: 0, last: 0 };
  const items: FeeItem[] = [];
  let subsidy = 0;
  for (const fee of terms.fees) {
    const charge = chargeOf(fee.charge, financed, fee.per === "period" ? count : 1);
    const whole = fee.tax_ppm === undefined ? charge : charge + mulDiv(charge, fee.tax_ppm, MILLION, "half_up");
    const borne = storeShare(terms, whole);
    subsidy += borne;
    sums[fee.when] += whole - borne;
    items.push({ code: fee.code, amount: whole - borne, charged_by: fee.charged_by, when: fee.when });
  }
  const total = sums.each + sums.first + sums.checkout + sums.last;
  return { items, each: sums.each, first: sums.first, checkout: sums.checkout, last: sums.last, total, subsidy };
}

/** What the store bears of a cost, half up. */
export function storeShare({ store_bears_ppm }: Terms, cost: Minor): Minor {
  return store_bears_ppm === undefined ? 0 : mulDiv(cost, store_bears_ppm, MILLION, "half_up");
}
