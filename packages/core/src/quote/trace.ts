import { rampPlace } from "../adjustment/index.ts";
import type { Instant } from "../calendar/index.ts";
import { type CompiledOffer, type Reason, reasonOf } from "../catalogue/index.ts";
import { ANYWHERE } from "../explanation/index.ts";
import { type Cause, type CauseCode, type Conditions, collectFailures, compileConditions } from "../offer/index.ts";
import { judgeAdjustment, judgeOffer } from "./judge.ts";
import { breachOf, priceOption, type QuoteFrame } from "./option.ts";
import { frameOf, offersInScope, type QuoteRefusal, type Result } from "./quote.ts";
import { foundFor, type Part, type PartName, partsOf } from "./trace-parts.ts";
import type { QuoteInput } from "./types.ts";

export type CheckName = "adjustment" | "offer" | "lender" | "cap" | PartName;

/** One thing that an offer was held against. */
export interface Check {
  readonly check: CheckName;
  readonly holds: boolean;
  /** As the catalogue says it; null where the check has no figures of its own. */
  readonly wanted: unknown;
  /** What the cart or the shopper had. Private where the check is about the shopper. */
  readonly found: unknown;
  /** About the shopper: for those who work for the store only, never to be told. */
  readonly personal: boolean;
  /** The adjustment whose condition this is. */
  readonly adjustment: string | null;
  /** What is said because it does not hold; empty when it does. */
  readonly causes: readonly Cause[];
}

/** Every check of one offer, those that hold too. */
export interface OfferTrace {
  readonly offer: string;
  readonly available: boolean;
  readonly checks: readonly Check[];
}

const PERSONAL: ReadonlySet<CauseCode> = new Set([
  "shopper_unknown",
  "shopper_unverified",
  "store_rule",
  "lender_declined",
]);

/** Whether a cause is about the shopper, and not about the way or the cart. */
export const isPersonal = (code: string): boolean => PERSONAL.has(code as CauseCode);

/**
 * Why each offer in scope is an option or missing: every adjustment and condition that it was held against, with what was
 * wanted, what was found, and what is said where it fails. Each part of a condition is judged alone by the quote's own
 * rules, so that the failing checks say exactly the causes of the quote.
 *
 * A pure function of the same arguments as the quote; refused as the quote is.
 */
export function traceQuote(
  compiled: QuoteFrame["compiled"],
  input: QuoteInput,
  at: Instant,
): Result<readonly OfferTrace[], QuoteRefusal> {
  const frame = frameOf(compiled, input, at);
  if (!frame.ok) return frame;
  const traces = offersInScope(compiled, frame.value.situation).map((offer) => traceOffer(frame.value, offer, input));
  return { ok: true, value: traces };
}

function traceOffer(frame: QuoteFrame, offer: CompiledOffer, { facts, locale }: QuoteInput): OfferTrace {
  const { situation, compiled } = frame;
  const said = (reasons: readonly Reason[]) => reasons.map(({ cause }) => cause[locale]);
  const own = offer.offer.conditions ? checkParts(frame, offer, offer.offer.conditions, locale) : [];
  const declined = situation.shopper?.declined_by?.includes(offer.offer.partner) === true;
  const checks: Check[] = [
    ...offer.adjustments.map((entry): Check => {
      const reasons = judgeAdjustment(entry, situation, []);
      const { id, kind, starts_at, scope, restrict, admits_ppm } = entry.adjustment;
      return {
        check: "adjustment",
        holds: reasons.length === 0,
        wanted: { kind, starts_at, scope, ...(restrict && { restrict }) },
        found: admits_ppm === undefined ? null : { admits_ppm, place_ppm: placeOf(id, situation.shopper?.ref) },
        personal: scope.segment !== undefined || (restrict !== undefined && partsOf(restrict).some(isOfShopper)),
        adjustment: id,
        causes: said(reasons),
      };
    }),
    plain("offer", said(judgeOffer(offer, situation, facts, [])), {
      valid: offer.offer.valid ?? null,
      quota: offer.offer.quota ?? null,
    }),
    ...own,
    { ...plain("lender", declined ? said([offer.says.lender_declined]) : [], null), personal: true },
  ];
  if (checks.every(({ holds }) => holds)) {
    const breach = breachOf(frame, priceOption(frame, offer));
    const reasons = breach === undefined ? [] : [reasonOf(breach, compiled.explanations, ANYWHERE)];
    checks.push(plain("cap", said(reasons), null));
  }
  return { offer: offer.offer.id, available: checks.every(({ holds }) => holds), checks };
}

/** Where a shopper stands in a return; null for one without a reference. */
const placeOf = (adjustment: string, ref: string | undefined): number | null =>
  ref === undefined ? null : rampPlace(adjustment, ref);

const isOfShopper = ({ personal }: Part): boolean => personal;

const plain = (check: CheckName, causes: readonly Cause[], wanted: unknown): Check => ({
  check,
  holds: causes.length === 0,
  wanted,
  found: null,
  personal: false,
  adjustment: null,
  causes,
});

/** Each part of an offer's conditions, judged alone. */
function checkParts(
  { situation, compiled }: QuoteFrame,
  { offer }: CompiledOffer,
  conditions: Conditions,
  locale: QuoteInput["locale"],
): Check[] {
  const place = { currency: offer.currency, zone: compiled.zone };
  return partsOf(conditions).map(({ name, part, wanted, personal }) => {
    const alone = compileConditions(part, (failure) => reasonOf(failure, compiled.explanations, place));
    const causes = collectFailures(alone, situation, []).map(({ cause }) => cause[locale]);
    const found = foundFor(name, situation);
    return { check: name, holds: causes.length === 0, wanted, found, personal, adjustment: null, causes };
  });
}
