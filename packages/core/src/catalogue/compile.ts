import { type Adjustment, compareAdjustments, reachesOffer } from "../adjustment/index.ts";
import { closedDays, type EpochDay, formatInstant, parseInstant } from "../calendar/index.ts";
import { type Dated, dated, type MarketCeiling } from "../cost/index.ts";
import {
  ANYWHERE,
  type CompiledExplanation,
  compileExplanation,
  type Locale,
  plainExplanation,
} from "../explanation/index.ts";
import { type CompiledConditions, compileConditions, type Failure, type Offer, type Partner } from "../offer/index.ts";
import { hasBriefPrice, type Terms } from "../schedule/index.ts";
import { checkCatalogue } from "./check.ts";
import { type Reason, reasonOf } from "./reason.ts";
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
  /** Ceilings by market, those of the catalogue. */
  readonly ceilings: ReadonlyMap<string, readonly Dated<MarketCeiling>[]>;
}

export interface CompiledOffer {
  readonly offer: Offer;
  /** The partner as an answer shows it, one shared object per language. */
  readonly partner: { readonly [L in Locale]: { readonly id: string; readonly name: string } };
  /** The same with the registered name, where there is one. */
  readonly lender: {
    readonly [L in Locale]: { readonly id: string; readonly name: string; readonly legal_name?: string };
  };
  /** Epoch milliseconds; open ends are infinite. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly conditions: CompiledConditions<Reason> | undefined;
  /** Oldest first. */
  readonly terms: readonly CompiledTerms[];
  /** Those that can change this offer, in their fixed order. */
  readonly adjustments: readonly CompiledAdjustment[];
  /** What is said when the offer itself, its partner or its quota is what fails. */
  readonly says: { readonly [code in OfferCode]: Reason };
}

type OfferCode = "no_longer_offered" | "not_yet_offered" | "partner_unavailable" | "quota_used_up" | "lender_declined";

export interface CompiledTerms {
  readonly terms: Terms;
  readonly effectiveFrom: number;
  readonly explanation: string | undefined;
  readonly closed: ((day: EpochDay) => boolean) | undefined;
  /** Priced without a schedule: `briefPrice` says all that ranking asks. */
  readonly isBrief: boolean;
  /** No fee is an amount: what the way costs grows with the cart, and its rate hardly changes. */
  readonly hasProportionalFees: boolean;
}

export interface CompiledAdjustment {
  readonly adjustment: Adjustment;
  readonly startsAt: number;
  /** Infinite while it is not lifted. */
  readonly liftedAt: number;
  readonly explanation: CompiledExplanation;
  readonly terms: CompiledTerms | undefined;
  /** What a withdrawal or suspension says while in force, an introduction before. */
  readonly says: Reason | undefined;
  readonly restrict: CompiledConditions<Reason> | undefined;
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

  const workshop: Workshop = {
    zone: catalogue.merchant.time_zone,
    explanations: new Map(catalogue.explanations.map((e) => [e.id, compileExplanation(e)])),
    closedBy: new Map((catalogue.calendars ?? []).map((calendar) => [calendar.id, closedDays(calendar)])),
    partners: new Map(catalogue.partners.map((partner) => [partner.id, partner])),
  };
  const adjustments = catalogue.adjustments
    .filter(({ kind }) => kind !== "inform")
    .sort(compareAdjustments)
    .map((adjustment) => compileAdjustment(adjustment, workshop));

  const addressed = new Map<string, CompiledOffer[]>();
  for (const offer of catalogue.offers) {
    const compiled = compileOffer(offer, adjustments, workshop);
    for (const market of offer.markets) {
      for (const channel of offer.channels) {
        const key = addressOf(market, channel, offer.currency);
        const list = addressed.get(key);
        if (list === undefined) addressed.set(key, [compiled]);
        else list.push(compiled);
      }
    }
  }
  const ceilings = Map.groupBy((catalogue.ceilings ?? []).map(dated), ({ market }) => market);
  return { catalogue, version, zone: workshop.zone, addressed, explanations: workshop.explanations, ceilings };
}

/** What compiling an offer or adjustment draws on. */
interface Workshop {
  readonly zone: string;
  readonly explanations: ReadonlyMap<string, CompiledExplanation>;
  readonly closedBy: ReadonlyMap<string, (day: EpochDay) => boolean>;
  readonly partners: ReadonlyMap<string, Partner>;
}

function compileOffer(offer: Offer, adjustments: readonly CompiledAdjustment[], workshop: Workshop): CompiledOffer {
  const { explanations, zone } = workshop;
  const place = { currency: offer.currency, zone };
  const begins = parseInstant(offer.terms[0]!.effective_from);
  const validFrom = offer.valid?.from === undefined ? begins : Math.max(begins, parseInstant(offer.valid.from));
  const validUntil = offer.valid?.until === undefined ? Number.POSITIVE_INFINITY : parseInstant(offer.valid.until);
  const until = offer.valid?.until ?? null;
  const from = formatInstant(validFrom);
  const { id, name, legal_name } = workshop.partners.get(offer.partner)!;
  const lender = (locale: Locale) => ({
    id,
    name: name[locale],
    ...(legal_name && { legal_name: legal_name[locale] }),
  });
  const says = (code: OfferCode, facts: Reason["facts"] = {}, reopensAt?: number) =>
    reasonOf({ code, facts, ...(reopensAt !== undefined && { reopensAt }) }, explanations, place);
  return {
    offer,
    partner: { "zh-CN": { id, name: name["zh-CN"] }, en: { id, name: name.en } },
    lender: { "zh-CN": lender("zh-CN"), en: lender("en") },
    validFrom,
    validUntil,
    conditions:
      offer.conditions && compileConditions(offer.conditions, (failure) => reasonOf(failure, explanations, place)),
    terms: offer.terms.map((t) => compileTerms(t.terms, parseInstant(t.effective_from), t.explanation, workshop)),
    adjustments: adjustments.filter(({ adjustment }) => reachesOffer(adjustment.scope, offer)),
    says: {
      no_longer_offered: says("no_longer_offered", { until }),
      not_yet_offered: says("not_yet_offered", { from }, validFrom),
      partner_unavailable: says("partner_unavailable"),
      quota_used_up: says("quota_used_up", { renews_at: offer.quota?.renews_at ?? null }),
      lender_declined: says("lender_declined"),
    },
  };
}

function compileAdjustment(adjustment: Adjustment, workshop: Workshop): CompiledAdjustment {
  const { kind, id, starts_at, restrict, terms, lifted_at } = adjustment;
  const startsAt = parseInstant(starts_at);
  const base = {
    adjustment,
    startsAt,
    liftedAt: lifted_at === undefined ? Number.POSITIVE_INFINITY : parseInstant(lifted_at),
    explanation: plainExplanation(adjustment.explanation),
    terms: terms && compileTerms(terms, startsAt, undefined, workshop),
    says: undefined,
    restrict: undefined,
  };
  const facts = { adjustment: id, since: starts_at };
  switch (kind) {
    case "withdraw":
      return { ...base, says: reasonOf({ code: "withdrawn", facts }, workshop.explanations, ANYWHERE, base) };
    case "suspend":
      return { ...base, says: reasonOf({ code: "suspended", facts }, workshop.explanations, ANYWHERE, base) };
    case "introduce": {
      const notYet = { code: "not_yet_offered", facts: { from: starts_at }, reopensAt: startsAt } as const;
      const place = { ...ANYWHERE, zone: workshop.zone };
      return { ...base, says: reasonOf(notYet, workshop.explanations, place) };
    }
    case "restrict": {
      const narrow = (failure: Failure) =>
        reasonOf(
          { ...failure, code: "restricted", facts: { ...facts, ...failure.facts } },
          workshop.explanations,
          ANYWHERE,
          base,
        );
      return { ...base, restrict: restrict && compileConditions(restrict, narrow) };
    }
    default:
      return base;
  }
}

function compileTerms(
  terms: Terms,
  effectiveFrom: number,
  explanation: string | undefined,
  { closedBy }: Workshop,
): CompiledTerms {
  const closed = terms.due?.calendar === undefined ? undefined : closedBy.get(terms.due.calendar);
  return {
    terms,
    effectiveFrom,
    explanation,
    closed,
    isBrief: hasBriefPrice(terms),
    hasProportionalFees: hasProportionalFees(terms),
  };
}

function hasProportionalFees({ fees = [] }: Terms): boolean {
  return fees.every(({ charge }) => "ppm" in charge);
}
