import { type Adjustment, compareAdjustments, reachesOffer } from "../adjustment/index.ts";
import { closedDays, type EpochDay, parseInstant } from "../calendar/index.ts";
import { type CompiledExplanation, compileExplanation, type Locale } from "../explanation/index.ts";
import { type CompiledConditions, compileConditions, type Offer } from "../offer/index.ts";
import type { Terms } from "../schedule/index.ts";
import { checkCatalogue } from "./check.ts";
import type { Catalogue } from "./types.ts";

/** A catalogue made ready to quote from: built once per version, shared by every quote, never changed. */
export interface CompiledCatalogue {
  readonly catalogue: Catalogue;
  /** Hash of the content; what a quote's token names. */
  readonly version: string;
  readonly zone: string;
  /** Offers by market, channel and currency, in the catalogue's order. */
  readonly addressed: ReadonlyMap<string, readonly CompiledOffer[]>;
  readonly explanations: ReadonlyMap<string, CompiledExplanation>;
}

export interface CompiledOffer {
  readonly offer: Offer;
  /** The partner as an answer shows it, one shared object per language. */
  readonly partner: { readonly [L in Locale]: { readonly id: string; readonly name: string } };
  /** Epoch milliseconds; open ends are infinite. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly conditions: CompiledConditions | undefined;
  /** Oldest first. */
  readonly terms: readonly CompiledTerms[];
  /** Those that can reach this offer, in their fixed order. */
  readonly adjustments: readonly CompiledAdjustment[];
}

export interface CompiledTerms {
  readonly terms: Terms;
  readonly effectiveFrom: number;
  readonly explanation: string | undefined;
  readonly closed: ((day: EpochDay) => boolean) | undefined;
}

export interface CompiledAdjustment {
  readonly adjustment: Adjustment;
  readonly startsAt: number;
  /** Infinite while it is not lifted. */
  readonly liftedAt: number;
  readonly explanation: CompiledExplanation;
  readonly restrict: CompiledConditions | undefined;
  readonly terms: CompiledTerms | undefined;
}

/** Offers of a cart: the key of `addressed`. */
export function addressOf(market: string, channel: string, currency: string): string {
  return `${market} ${channel} ${currency}`;
}

/**
 * Makes a catalogue ready. `version` is its hash, made by the caller.
 * Throws when the catalogue is unsound: a caller's bug, since `checkCatalogue` comes first.
 */
export function compileCatalogue(catalogue: Catalogue, version: string): CompiledCatalogue {
  const [issue] = checkCatalogue(catalogue);
  if (issue !== undefined) throw new Error(`the catalogue is unsound: ${issue.path}: ${issue.message}`);

  const closedBy = new Map((catalogue.calendars ?? []).map((calendar) => [calendar.id, closedDays(calendar)]));
  const ready = (terms: Terms, effectiveFrom: number, explanation: string | undefined): CompiledTerms => ({
    terms,
    effectiveFrom,
    explanation,
    closed: terms.due?.calendar === undefined ? undefined : closedBy.get(terms.due.calendar),
  });
  const adjustments = [...catalogue.adjustments].sort(compareAdjustments).map((adjustment): CompiledAdjustment => {
    const startsAt = parseInstant(adjustment.starts_at);
    return {
      adjustment,
      startsAt,
      liftedAt: adjustment.lifted_at === undefined ? Number.POSITIVE_INFINITY : parseInstant(adjustment.lifted_at),
      explanation: compileExplanation(adjustment.explanation),
      restrict: adjustment.restrict && compileConditions(adjustment.restrict),
      terms: adjustment.terms && ready(adjustment.terms, startsAt, undefined),
    };
  });
  const partners = new Map(
    catalogue.partners.map(({ id, name }) => [
      id,
      { "zh-CN": { id, name: name["zh-CN"] }, en: { id, name: name.en } } as const,
    ]),
  );

  const addressed = new Map<string, CompiledOffer[]>();
  for (const offer of catalogue.offers) {
    const compiled: CompiledOffer = {
      offer,
      partner: partners.get(offer.partner)!,
      validFrom: offer.valid?.from === undefined ? Number.NEGATIVE_INFINITY : parseInstant(offer.valid.from),
      validUntil: offer.valid?.until === undefined ? Number.POSITIVE_INFINITY : parseInstant(offer.valid.until),
      conditions: offer.conditions && compileConditions(offer.conditions),
      terms: offer.terms.map((t) => ready(t.terms, parseInstant(t.effective_from), t.explanation)),
      adjustments: adjustments.filter(({ adjustment }) => reachesOffer(adjustment.scope, offer)),
    };
    for (const market of offer.markets) {
      for (const channel of offer.channels) {
        const key = addressOf(market, channel, offer.currency);
        const list = addressed.get(key);
        if (list === undefined) addressed.set(key, [compiled]);
        else list.push(compiled);
      }
    }
  }
  return {
    catalogue,
    version,
    zone: catalogue.merchant.time_zone,
    addressed,
    explanations: new Map(catalogue.explanations.map((e) => [e.id, compileExplanation(e)])),
  };
}
