import { reachesCart } from "../adjustment/index.ts";
import { formatInstant } from "../calendar/index.ts";
import type { CompiledAdjustment, CompiledOffer, CompiledTerms } from "../catalogue/index.ts";
import { CAUSE_CODES, collectFailures, type Failure, type Situation } from "../offer/index.ts";
import type { Facts } from "./types.ts";

/** A cause before it has words: what fails, and the adjustment that makes it fail, if one does. */
export interface Reason extends Failure {
  readonly by?: CompiledAdjustment;
}

/** An offer that has ended stays a missing way for so long. */
export const GONE_STAYS_MS = 30 * 86_400_000;

/** Whether the adjustment holds for this cart now. */
export function isInForce(adjustment: CompiledAdjustment, situation: Situation): boolean {
  return adjustment.startsAt <= situation.at && situation.at < adjustment.liftedAt && reaches(adjustment, situation);
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

/** Every reason against the offer, in the fixed order of CAUSES; empty when it is an option. */
export function reasonsAgainst(offer: CompiledOffer, situation: Situation, facts: Facts | undefined): Reason[] {
  const reasons: Reason[] = [];
  for (const adjustment of offer.adjustments) judgeAdjustment(adjustment, situation, reasons);
  judgeOffer(offer, situation, facts, reasons);
  if (offer.conditions !== undefined) collectFailures(offer.conditions, situation, reasons);
  if (situation.shopper?.declined_by?.includes(offer.offer.partner) === true) {
    reasons.push({ code: "lender_declined", facts: {} });
  }
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

function judgeAdjustment(adjustment: CompiledAdjustment, situation: Situation, reasons: Reason[]): void {
  const { kind, id, starts_at } = adjustment.adjustment;
  if (kind === "introduce" && situation.at < adjustment.startsAt && reaches(adjustment, situation)) {
    reasons.push({ code: "not_yet_offered", facts: { from: starts_at }, reopensAt: adjustment.startsAt });
  }
  if (kind !== "withdraw" && kind !== "suspend" && kind !== "restrict") return;
  if (!isInForce(adjustment, situation)) return;
  const facts = { adjustment: id, since: starts_at };
  if (kind === "withdraw") reasons.push({ code: "withdrawn", facts, by: adjustment });
  else if (kind === "suspend") reasons.push({ code: "suspended", facts, by: adjustment });
  else if (adjustment.restrict !== undefined) {
    const failures: Failure[] = [];
    collectFailures(adjustment.restrict, situation, failures);
    for (const failure of failures) {
      reasons.push({ ...failure, code: "restricted", facts: { ...facts, ...failure.facts }, by: adjustment });
    }
  }
}

function judgeOffer(offer: CompiledOffer, situation: Situation, facts: Facts | undefined, reasons: Reason[]): void {
  const { at, cart } = situation;
  if (at >= offer.validUntil) {
    reasons.push({ code: "no_longer_offered", facts: { until: formatInstant(offer.validUntil) } });
  }
  const from = Math.max(offer.validFrom, offer.terms[0]!.effectiveFrom);
  if (at < from) reasons.push({ code: "not_yet_offered", facts: { from: formatInstant(from) }, reopensAt: from });
  if (facts?.partners_down?.includes(offer.offer.partner) === true) {
    reasons.push({ code: "partner_unavailable", facts: {} });
  }
  const { quota } = offer.offer;
  const used = quota && facts?.quotas?.[quota.id];
  if (quota === undefined || used === undefined) return;
  const isFull =
    (quota.max_count !== undefined && used.count >= quota.max_count) ||
    (quota.max_amount !== undefined && used.amount + cart.total > quota.max_amount);
  if (isFull) reasons.push({ code: "quota_used_up", facts: { renews_at: quota.renews_at ?? null } });
}

function reaches({ adjustment }: CompiledAdjustment, { market, channel, cart, shopper }: Situation): boolean {
  return reachesCart(adjustment.scope, market, channel, cart, shopper);
}

const RANK: ReadonlyMap<string, number> = new Map(CAUSE_CODES.map((code, rank) => [code, rank]));

/** Sorted by code; the same code with the same words is said once. */
function inOrder(reasons: Reason[]): Reason[] {
  reasons.sort((a, b) => RANK.get(a.code)! - RANK.get(b.code)!);
  return reasons.filter(
    (reason, index) =>
      !reasons
        .slice(0, index)
        .some((r) => r.code === reason.code && r.explanation === reason.explanation && r.by === reason.by),
  );
}
