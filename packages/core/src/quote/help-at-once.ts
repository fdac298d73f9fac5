import type { EpochDay } from "../calendar/index.ts";
import type { CompiledOffer, Reason } from "../catalogue/index.ts";
import { capBreached, capsCost, type RegimeId } from "../cost/index.ts";
import type { Minor } from "../money/index.ts";
import type { Help, Situation } from "../offer/index.ts";
import type { Terms } from "../schedule/index.ts";
import { categoryThatBears, changeAmount } from "./change-amount.ts";
import { termsInForce } from "./judge.ts";
import { priceOption, type QuoteFrame, rateHeldAgainstCaps } from "./option.ts";

// What spares judging or pricing an offer again. Where none of it is used the help is the same, and slower.

const NOTHING: readonly Help[] = Object.freeze([]);

/** The help where an amount alone is in the way, and no ceiling is near; undefined where the offer must be judged again. */
export function amountAtOnce(
  frame: QuoteFrame,
  offer: CompiledOffer,
  reasons: readonly Reason[],
): readonly Help[] | undefined {
  if (!isOnlyAnAmount(offer, reasons) || !isFarFromCap(frame, offer)) return undefined;
  const { cart } = frame.situation;
  const help = changeAmount(reasons[0]!, cart);
  const by = help.change === "reduce_total" ? -help.by : help.by;
  if (cart.total + by < SMALL) return undefined;
  return categoryThatBears(cart, by) === undefined ? NOTHING : [help];
}

/** True where a changed cart needs no pricing to know that it keeps within the law's ceilings. */
export function keepsWithinCapAtOnce(frame: QuoteFrame, offer: CompiledOffer, changed: Situation): boolean {
  return changed.at === frame.situation.at && changed.cart.total >= SMALL && isFarFromCap(frame, offer);
}

/** The common case, where judging again could find nothing new: one limit, and nothing else that weighs amounts. */
function isOnlyAnAmount(offer: CompiledOffer, reasons: readonly Reason[]): boolean {
  const [reason] = reasons;
  if (reasons.length !== 1 || (reason?.code !== "amount_below_min" && reason?.code !== "amount_above_max"))
    return false;
  const { conditions, adjustments } = offer;
  if (adjustments.length > 0 || offer.offer.quota !== undefined || offer.terms.length > 1) return false;
  return conditions?.weighsAmounts === false && offer.terms[0]!.hasProportionalFees;
}

/** A rate within so much of its ceiling may pass it at another amount, by what is rounded; and at a small one whatever it is. */
const NEAR = 0.9;
const SMALL: Minor = 10_000;

/** Offers whose rate was looked at, by which terms and when: on a day it is much the same at every amount. */
const looked = new WeakMap<CompiledOffer, Looked>();

interface Looked {
  /** An adjustment's terms are those of every offer that it reaches, however many instalments each has. */
  readonly terms: Terms;
  readonly regime: RegimeId;
  readonly today: EpochDay;
  readonly far: boolean;
}

/** Whether an offer keeps within the law's ceilings whatever the cart comes to, on this day. */
function isFarFromCap(frame: QuoteFrame, offer: CompiledOffer): boolean {
  const { ceilings, regime, today, situation } = frame;
  const { terms, hasProportionalFees } = termsInForce(offer, situation);
  const weighsAmounts = capsCost(regime) || ceilings !== undefined;
  if (!hasProportionalFees || weighsAmounts || situation.cart.total < SMALL) return false;
  const known = looked.get(offer);
  if (known?.terms === terms && known.regime === regime && known.today === today) return known.far;
  const rate = rateHeldAgainstCaps(priceOption(frame, offer));
  const nearly = (percent: string | null) => percent && String(Number(percent) / NEAR);
  const far =
    rate === undefined ||
    capBreached(
      regime,
      { nominal: nearly(rate.nominal), effective: nearly(rate.effective) },
      today,
      situation.cart.currency,
    ) === undefined;
  looked.set(offer, { terms, regime, today, far });
  return far;
}
