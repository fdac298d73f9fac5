import { isAdmitted, reachesCart } from "../adjustment/index.ts";
import type { CompiledAdjustment, CompiledOffer, CompiledTerms, Reason } from "../catalogue/index.ts";
import { also, CAUSE_CODES, collectFailures, type Situation } from "../offer/index.ts";
import type { Facts } from "./types.ts";

/** An offer that has ended stays a missing way for so long. */
export const GONE_STAYS_MS = 30 * 86_400_000;

/** Whether the adjustment holds for this cart and shopper now. */
export function isInForce(entry: CompiledAdjustment, situation: Situation): boolean {
  if (!(entry.startsAt <= situation.at && situation.at < entry.liftedAt && reaches(entry, situation))) return false;
  const { id, admits_ppm } = entry.adjustment;
  return admits_ppm === undefined || !isAdmitted(id, situation.shopper?.ref, admits_ppm);
}

/** Whether a quote must name this offer: all that are addressed to it, until 30 days after their end. */
export function isInScope(offer: CompiledOffer, situation: Situation): boolean {
  if (offer.validUntil + GONE_STAYS_MS <= situation.at) return false;
  for (const adjustment of offer.adjustments) {
    if (adjustment.adjustment.kind !== "withdraw") break;
    if (adjustment.startsAt + GONE_STAYS_MS <= situation.at && isInForce(adjustment, situation)) return false;
  }
  return true;
}

const NO_REASONS: readonly Reason[] = Object.freeze([]);

/** Every reason against the offer, in the fixed order of CAUSES; empty when it is an option. */
export function reasonsAgainst(
  offer: CompiledOffer,
  situation: Situation,
  facts: Facts | undefined,
): readonly Reason[] {
  let reasons = NO_REASONS;
  for (const adjustment of offer.adjustments) reasons = judgeAdjustment(adjustment, situation, reasons);
  reasons = judgeOffer(offer, situation, facts, reasons);
  if (offer.conditions !== undefined) reasons = collectFailures(offer.conditions, situation, reasons);
  if (situation.shopper?.declined_by?.includes(offer.offer.partner) === true)
    reasons = also(reasons, offer.says.lender_declined);
  return reasons.length > 1 ? inOrder(reasons) : reasons;
}

/** The terms of this instant: a reprice in force, else the newest version that has begun, else the first to come. */
export function termsInForce(offer: CompiledOffer, situation: Situation): CompiledTerms {
  for (const adjustment of offer.adjustments) {
    if (adjustment.terms !== undefined && isInForce(adjustment, situation)) return adjustment.terms;
  }
  return newestTerms(offer, situation.at);
}

/** The offer's own terms at an instant, whatever adjustments say. */
export function newestTerms(offer: CompiledOffer, at: number): CompiledTerms {
  let current = offer.terms[0]!;
  for (const terms of offer.terms) if (terms.effectiveFrom <= at) current = terms;
  return current;
}

/** `reasons`, and what one adjustment has against the offer now. */
export function judgeAdjustment(
  adjustment: CompiledAdjustment,
  situation: Situation,
  reasons: readonly Reason[],
): readonly Reason[] {
  const { says, restrict } = adjustment;
  if (adjustment.adjustment.kind === "introduce") {
    const isAhead = situation.at < adjustment.startsAt && reaches(adjustment, situation);
    return says !== undefined && isAhead ? also(reasons, says) : reasons;
  }
  if ((says === undefined && restrict === undefined) || !isInForce(adjustment, situation)) return reasons;
  const spoken = says === undefined ? reasons : also(reasons, says);
  return restrict === undefined ? spoken : collectFailures(restrict, situation, spoken);
}

/** `reasons`, and what the offer itself, its partner and its quota have against it. */
export function judgeOffer(
  offer: CompiledOffer,
  situation: Situation,
  facts: Facts | undefined,
  reasons: readonly Reason[],
): readonly Reason[] {
  const { says } = offer;
  let found = reasons;
  if (situation.at >= offer.validUntil) found = also(found, says.no_longer_offered);
  if (situation.at < offer.validFrom) found = also(found, says.not_yet_offered);
  if (facts === undefined) return found;
  if (facts.partners_down?.includes(offer.offer.partner) === true) found = also(found, says.partner_unavailable);
  return isQuotaFull(offer, situation, facts) ? also(found, says.quota_used_up) : found;
}

function isQuotaFull({ offer: { quota } }: CompiledOffer, { cart }: Situation, { quotas }: Facts): boolean {
  const used = quota && quotas?.[quota.id];
  if (quota === undefined || used === undefined) return false;
  return (
    (quota.max_count !== undefined && used.count >= quota.max_count) ||
    (quota.max_amount !== undefined && used.amount + cart.total > quota.max_amount)
  );
}

function reaches({ adjustment }: CompiledAdjustment, { market, channel, cart, shopper }: Situation): boolean {
  return reachesCart(adjustment.scope, market, channel, cart, shopper);
}

const RANK: ReadonlyMap<string, number> = new Map(CAUSE_CODES.map((code, rank) => [code, rank]));

/** Sorted by code; the same words by the same hand are said once. */
function inOrder(reasons: readonly Reason[]): readonly Reason[] {
  const sorted = reasons.toSorted((a, b) => RANK.get(a.code)! - RANK.get(b.code)!);
  return sorted.filter((reason, index) => {
    const before = sorted[index - 1];
    return before === undefined || !isSame(before, reason);
  });
}

function isSame(a: Reason, b: Reason): boolean {
  return a.code === b.code && a.facts === b.facts && a.cause.en.explanation.id === b.cause.en.explanation.id;
}
