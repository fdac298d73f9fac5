import { reachesOffer } from "@fenqi/core/adjustment";
import { parseInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { Method, Offer } from "@fenqi/core/offer";
import type { Terms } from "@fenqi/core/schedule";
import type { AdjustmentDraft } from "./adjustment-draft.ts";
import type { Difference, PartnerTerm } from "./ports.ts";

/**
 * Where what a partner reports differs from what is in force, offer by offer. Only figures that the partner reports are
 * compared: limits in minor units, rates and fees in parts per million, `count` for one that it no longer offers. A partner
 * may have several products of one count: the closest is meant.
 */
export function termsDrift(
  catalogue: Catalogue,
  { partner, method }: { readonly partner: string; readonly method: Method },
  reported: readonly PartnerTerm[],
  nowMs: number,
): Difference[] {
  return catalogue.offers
    .filter((offer) => offer.partner === partner && offer.method === method && offer.count !== null)
    .filter(({ valid }) => valid?.until === undefined || parseInstant(valid.until) > nowMs)
    .flatMap((offer): Difference[] => {
      const ours = offerInForce(catalogue, offer, nowMs);
      if (!ours) return [];
      const each = reported
        .filter(({ count, currency }) => count === offer.count && currency === offer.currency)
        .map((theirs) => differences(offer.id, ours, theirs));
      const [closest] = each.sort((a, b) => a.length - b.length);
      return closest ?? [{ offer: offer.id, field: "count", ours: offer.count, theirs: null }];
    });
}

const differences = (offer: string, ours: InForce, theirs: PartnerTerm): Difference[] =>
  FIGURES.flatMap((field) => {
    const figure = theirs[field];
    if (figure === undefined || figure === ours[field]) return [];
    return [{ offer, field, ours: ours[field], theirs: figure }];
  });

const FIGURES = ["min", "max", "rate_ppm", "fee_ppm"] as const;

interface InForce {
  readonly terms: Terms;
  readonly min: number | null;
  readonly max: number | null;
  readonly rate_ppm: number;
  readonly fee_ppm: number;
}

/** An offer's terms and limits as quotes have them now; undefined before its first terms. */
function offerInForce({ adjustments }: Catalogue, offer: Offer, nowMs: number): InForce | undefined {
  const own = offer.terms.findLast(({ effective_from }) => parseInstant(effective_from) <= nowMs)?.terms;
  if (!own) return undefined;
  const changing = adjustments.filter(
    ({ scope, starts_at, lifted_at }) =>
      reachesOffer(scope, offer) && parseInstant(starts_at) <= nowMs && lifted_at === undefined,
  );
  const terms = changing.findLast(({ kind }) => kind === "reprice")?.terms ?? own;
  const limits = [offer.conditions, ...changing.map(({ restrict }) => restrict)].map((one) => one?.amount);
  const known = (side: "min" | "max") => limits.flatMap((one) => one?.[side] ?? []);
  return {
    terms,
    min: known("min").length > 0 ? Math.max(...known("min")) : null,
    max: known("max").length > 0 ? Math.min(...known("max")) : null,
    rate_ppm: terms.rate_ppm ?? 0,
    fee_ppm: feeOf(terms, offer.count ?? 1),
  };
}

/** Fees as a share of the whole amount, over all periods. */
export const feeOf = ({ fees = [] }: Terms, count: number): number =>
  fees.reduce((sum, { charge, per }) => sum + ("ppm" in charge ? charge.ppm * (per === "period" ? count : 1) : 0), 0);

/**
 * The adjustment that would bring the offer to what its partner reports: its price, narrower limits, or a pause.
 * Undefined where the partner allows more than is offered: that closes nothing, and is for the next catalogue.
 */
export function draftFor(catalogue: Catalogue, difference: Difference, nowMs: number): AdjustmentDraft | undefined {
  const offer = catalogue.offers.find(({ id }) => id === difference.offer)!;
  const { field, theirs } = difference;
  const about = { cause: "partner_terms", scope: { offer: offer.id } } as const;
  const ours = offerInForce(catalogue, offer, nowMs);
  if (field === "count" || theirs === null || !ours) return { ...about, kind: "suspend" };
  if (field === "rate_ppm" && ours.terms.repayment !== "interest_free") {
    return { ...about, kind: "reprice", terms: { ...ours.terms, rate_ppm: theirs } };
  }
  if (field === "fee_ppm") return repricedFee(about, ours, theirs, offer.count ?? 1);
  if (field === "rate_ppm") return { ...about, kind: "suspend" };
  const narrower = field === "min" ? theirs > (ours.min ?? 0) : ours.max === null || theirs < ours.max;
  return narrower ? { ...about, kind: "restrict", restrict: { amount: { [field]: theirs } } } : undefined;
}

/** A single fee takes the new figure; how several would share it is for a person to say. */
function repricedFee(
  about: Pick<AdjustmentDraft, "cause" | "scope">,
  { terms }: InForce,
  theirs: number,
  count: number,
): AdjustmentDraft {
  const [fee, ...others] = terms.fees ?? [];
  if (!fee || others.length > 0 || !("ppm" in fee.charge)) return { ...about, kind: "suspend" };
  const ppm = fee.per === "period" ? Math.round(theirs / count) : theirs;
  return { ...about, kind: "reprice", terms: { ...terms, fees: [{ ...fee, charge: { ppm } }] } };
}
