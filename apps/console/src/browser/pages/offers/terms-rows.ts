import { wordsOf, written } from "../../locale.ts";
import { offersWords } from "../../words/offers.ts";
import type { Offer } from "../adjustments/reach.ts";

const words = wordsOf(offersWords);
type Version = Offer["terms"][number];
type Fee = NonNullable<Version["terms"]["fees"]>[number];

/** Parts per million as percent, without idle zeros beyond two places. */
export const ppmText = (ppm: number): string => `${Number((ppm / 10_000).toFixed(4)).toFixed(2)}%`;

/** `0.60%/期`, `共 2.40%`, `年利率 12.00%`: what an offer's terms charge, in a few words. */
export function chargeText({ terms }: Version, currency: string): string {
  if (terms.repayment === "issuer") return words.priceByIssuer;
  const fees = (terms.fees ?? []).map((fee) => feeText(fee, currency));
  const rate = terms.rate_ppm ? [words.yearly(ppmText(terms.rate_ppm))] : [];
  return [...rate, ...fees].join(" + ");
}

function feeText({ charge, per }: Fee, currency: string): string {
  const value = "ppm" in charge ? ppmText(charge.ppm) : written.money(charge.amount, currency);
  return per === "period" ? words.perPeriod(value) : words.ofTotal(value);
}

/** Every term in words, in a fixed order: the rows of a comparison. */
export function termsRows(
  offer: Offer,
  version: Version,
  zone: string,
): readonly (readonly [row: string, text: string])[] {
  const { terms } = version;
  const { currency, conditions } = offer;
  const { late_daily_ppm, late_fixed, early_ppm, early_rebate } = terms.contingent ?? {};
  const late = [
    ...(late_daily_ppm ? [words.lateDaily(ppmText(late_daily_ppm))] : []),
    ...(late_fixed ? [written.money(late_fixed, currency)] : []),
  ];
  const early = early_ppm ? words.earlyFee(ppmText(early_ppm)) : early_rebate ? words.rebate : words.noRebate;
  const { mode, multiple, residue } = terms.rounding ?? {};
  return [
    ["repayment", words.repayments[terms.repayment] ?? terms.repayment],
    ["rate", terms.rate_ppm ? ppmText(terms.rate_ppm) : "—"],
    ["fees", (terms.fees ?? []).map((fee) => feeText(fee, currency)).join(" + ") || "—"],
    ["bears", terms.store_bears_ppm ? words.storePays(ppmText(terms.store_bears_ppm)) : words.shopperPays],
    ["first", terms.first_at_checkout ? words.atCheckout : words.afterInterval],
    ["amount", rangeText(conditions?.amount, currency)],
    ["rounding", [mode, multiple, residue].filter(Boolean).join(" · ") || words.toCent],
    ["early", terms.contingent ? early : "—"],
    ["late", late.join(" + ") || words.noLate],
    ["from", words.fromDate(written.day(version.effective_from, zone))],
  ];
}

/** `¥600.00–¥50,000.00`. */
export function rangeText(
  range: { readonly min?: number; readonly max?: number } | undefined,
  currency: string,
): string {
  const { min, max } = range ?? {};
  if (min === undefined) return max === undefined ? words.noRange : words.upTo(written.money(max, currency));
  if (max === undefined) return words.above(written.money(min, currency));
  return `${written.money(min, currency)}–${written.money(max, currency)}`;
}
