import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { paged } from "./page.ts";
import { QuoteAnswer } from "./quote.ts";
import { OfferTrace } from "./trace.ts";
import {
  AnyMinor,
  byName,
  Currency,
  closed,
  Id,
  Instant,
  Interval,
  Locale,
  list,
  Market,
  Method,
  nullable,
  oneOf,
  Word,
  Words,
} from "./values.ts";

const amount = Type.String({ pattern: "^[0-9]{1,13}$", description: "Integer minor units." });
const whole = Type.Integer({ minimum: 0 });
const Sha = Type.String({ pattern: "^[0-9a-f]{64}$", description: "sha256 in hex." });

export const QuoteSearch = closed("QuoteSearch", {
  /** The code or its beginning, with or without the dash. */
  code: Type.Optional(Type.String({ pattern: "^[0-9A-Za-z-]{1,9}$" })),
  from: Type.Optional(Instant),
  until: Type.Optional(Instant),
  min_total: Type.Optional(amount),
  max_total: Type.Optional(amount),
  currency: Type.Optional(Currency),
  market: Type.Optional(Market),
  missing: Type.Optional(oneOf("some", "none")),
  /** An offer that was missing. */
  offer: Type.Optional(Id),
  catalogue_version: Type.Optional(Id),
  ...paged(Type.String({ minLength: 1, maxLength: 100 })),
});

const QuoteListed = closed("QuoteListed", {
  id: Id,
  code: Type.String(),
  at: Instant,
  catalogue_version: Id,
  market: Market,
  channel: Type.String(),
  currency: Currency,
  total: AnyMinor,
  options: whole,
  missing: whole,
  missing_offers: list(Id, LIMITS.offers),
  plan: nullable(Id),
});

export const QuotePage = closed("QuotePage", {
  items: list(QuoteListed, LIMITS.page),
  next_cursor: nullable(Type.String()),
});

export const TraceQuery = closed("TraceQuery", {
  /** Another instant than the quote's own: the same cart against what was, or will be, in force then. */
  at: Type.Optional(Instant),
  locale: Type.Optional(Locale),
});

const Shopper = closed("TracedShopper", {
  ref: Type.Optional(Type.String()),
  age: Type.Optional(whole),
  verified: Type.Optional(Type.Boolean()),
  student: Type.Optional(Type.Boolean()),
  first_order: Type.Optional(Type.Boolean()),
  segments: Type.Optional(list(Word, LIMITS.segments)),
  outstanding: Type.Optional(AnyMinor),
  active_plans: Type.Optional(whole),
  declined_by: Type.Optional(list(Id, LIMITS.declinedBy)),
});

const Traced = closed("TracedQuote", {
  id: Id,
  code: Type.String(),
  at: Instant,
  catalogue_version: Id,
  market: Market,
  channel: Type.String(),
  locale: Locale,
  currency: Currency,
  total: AnyMinor,
  goods: AnyMinor,
  categories: byName(AnyMinor, LIMITS.cartWords),
  lines: byName(AnyMinor, LIMITS.lines),
  /** Null for those who may not read cases, and where nobody was named. */
  shopper: nullable(Shopper),
  /** Whether facts about the shopper are left out, for want of `cases:read`. */
  withheld: Type.Boolean(),
  plan: nullable(closed("TracedPlan", { id: Id, offer: Id, state: Type.String() })),
  /** Newest first; none for those who may not read cases. */
  cases: list(Id, 20),
});

/** A replay of the quote's own instant against the digest that its token holds. */
const Replayed = closed("Replayed", {
  /** `engine_changed`: other rules answer otherwise. `differs` is a fault. */
  verdict: oneOf("same", "engine_changed", "differs"),
  recorded: Sha,
  replayed: Sha,
  recorded_by: Type.String({ description: "Version of the rules that answered first." }),
  replayed_by: Type.String(),
  bytes: whole,
  milliseconds: Type.Number({ minimum: 0 }),
});

const Offered = closed("TracedOffer", {
  id: Id,
  partner: closed("TracedPartner", { id: Id, name: Words }),
  method: Method,
  count: nullable(whole),
  interval: Interval,
  terms_version: whole,
});

const Moment = closed("QuoteMoment", {
  at: Instant,
  catalogue_version: Id,
  /** The number of the version, counted from 1. */
  seq: whole,
  /** `version`: a catalogue came into force. `dated`: what a catalogue had said beforehand began or ended. `quote`, `now`. */
  why: oneOf("version", "dated", "quote", "now"),
  /** What changed in that catalogue, by id. */
  adjustments: list(
    closed("MomentAdjustment", {
      id: Id,
      kind: Type.String(),
      change: oneOf("starts", "ends", "ramps", "added", "removed", "changed"),
      admits_ppm: nullable(whole),
    }),
    LIMITS.adjustments,
  ),
  options: whole,
  missing: whole,
  /** Offers of this cart against the quote's own instant. */
  gained: list(Id, LIMITS.offers),
  lost: list(Id, LIMITS.offers),
});

/** A recorded quote taken apart. */
export const QuoteTrace = closed("QuoteTrace", {
  quote: Traced,
  replay: Replayed,
  as_of: closed("AsOf", { at: Instant, catalogue_version: Id, seq: whole, own: Type.Boolean() }),
  answer: QuoteAnswer,
  trace: list(OfferTrace, LIMITS.offers),
  offers: list(Offered, LIMITS.offers),
  moments: list(Moment, 100),
});

export type QuoteSearch = Static<typeof QuoteSearch>;
export type QuotePage = Static<typeof QuotePage>;
export type TraceQuery = Static<typeof TraceQuery>;
export type QuoteTrace = Static<typeof QuoteTrace>;
