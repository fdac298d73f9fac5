import Type, { type Static } from "typebox";
import { NamedMerchant } from "./announcement.ts";
import { LIMITS } from "./limits.ts";
import { paged } from "./page.ts";
import { Option, Quote, QuoteAnswer } from "./quote.ts";
import { ChannelName } from "./telling.ts";
import { OfferTrace } from "./trace.ts";
import {
  AnyMinor,
  Back,
  Currency,
  closed,
  Id,
  Instant,
  Locale,
  list,
  nullable,
  oneOf,
  PositiveMinor,
} from "./values.ts";

const Message = Type.String({
  minLength: 1,
  maxLength: LIMITS.messageLength,
  pattern: "\\S",
  format: "no-card-number",
});
const Person = Type.String({ minLength: 1, maxLength: LIMITS.nameLength, pattern: "\\S" });
const linkToken = Type.String({ minLength: 1, maxLength: 500 });
const QuoteCode = Type.String({
  minLength: 8,
  maxLength: 12,
  pattern: "^[0-9A-Za-z -]+$",
  description: "Beside the ways to pay: 7K2M-94QF, in any case.",
});

export const CaseQueue = oneOf("availability", "review", "plans", "general");
export const CaseState = oneOf("open", "answered", "closed");

/** A shopper's question. `review`: a person is to look at a store rule that keeps `offer` out. */
export const CaseRequest = closed("CaseRequest", {
  text: Message,
  locale: Locale,
  quote_code: Type.Optional(QuoteCode),
  offer: Type.Optional(Id),
  review: Type.Optional(Type.Boolean()),
  reply: Type.Optional(
    closed("ReplyTo", { channel: ChannelName, address: Type.String({ minLength: 1, maxLength: 500 }) }),
  ),
});

/** `token` opens the case's own page at `/support/case/{token}`, for whoever has it. */
export const CaseOpened = closed("CaseOpened", { id: Id, due_at: Instant, token: linkToken });

/** `unfinished`: open or answered. `goodwill`: something waits for another person's word. */
export const CaseQuery = closed("CaseQuery", {
  ...paged(Id),
  state: Type.Optional(oneOf("open", "answered", "closed", "unfinished")),
  queue: Type.Optional(CaseQueue),
  assignee: Type.Optional(Person),
  goodwill: Type.Optional(oneOf("waiting")),
});

const summary = {
  id: Id,
  queue: CaseQueue,
  state: CaseState,
  locale: Locale,
  quote_code: nullable(Type.String()),
  offer: nullable(Id),
  adjustment: nullable(Id),
  assignee: nullable(Type.String()),
  /** Whether answers are announced to an address; the address itself is shown to nobody. */
  reply_channel: nullable(ChannelName),
  created_at: Instant,
  /** When the shopper is to have an answer; null while none is owed. */
  due_at: nullable(Instant),
  overdue: Type.Boolean(),
  first_answered_at: nullable(Instant),
  closed_at: nullable(Instant),
  review: nullable(
    closed("CaseReview", {
      state: oneOf("asked", "upheld", "overturned"),
      by: nullable(Type.String()),
      at: nullable(Instant),
    }),
  ),
};

const CaseSummary = closed("CaseSummary", {
  ...summary,
  /** Begin of what the shopper first wrote. */
  asked: nullable(Type.String()),
  /** Since when words of the shopper stand without an answer. */
  waiting_since: nullable(Instant),
  goodwill_waiting: Type.Boolean(),
});

/** What is due first, first. */
export const CaseList = closed("CaseList", {
  items: list(CaseSummary, LIMITS.page),
  next_cursor: nullable(Id),
});

export const EntryKind = oneOf(
  "shopper",
  "agent",
  "explanation",
  "note",
  "assigned",
  "closed",
  "goodwill_granted",
  "goodwill_waiting",
  "goodwill_refused",
  "review_asked",
  "review_upheld",
  "review_overturned",
);
const factValue = Type.Union([Type.String(), Type.Number(), Type.Null()]);

const CaseEntry = closed("CaseEntry", {
  seq: Type.Integer(),
  at: Instant,
  kind: EntryKind,
  by: Type.String(),
  text: nullable(Type.String()),
  facts: Type.Record(Type.String(), factValue, { additionalProperties: false }),
});

const CaseGoodwill = closed("CaseGoodwill", {
  id: Id,
  currency: Currency,
  amount: PositiveMinor,
  state: oneOf("granted", "waiting", "refused"),
  asked_by: Type.String(),
  asked_at: Instant,
  decided_by: nullable(Type.String()),
  decided_at: nullable(Instant),
  /** Given once it is granted; its code stands on the shopper's page alone. */
  voucher: nullable(closed("GoodwillVoucher", { id: Id, valid_until: Instant })),
});

/** A case with all that happened in it, oldest first. For those who work it. */
export const CaseRecord = closed("CaseRecord", {
  ...summary,
  entries: list(CaseEntry, LIMITS.caseEntries),
  goodwill: list(CaseGoodwill, LIMITS.caseEntries),
});

/** An explanation in the record's own words, in one of its languages. */
const ExplanationSent = closed("ExplanationSent", {
  id: Id,
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  text: Message,
});

/**
 * `text` is the agent's own words; `explanations` are the record's, which the server holds against what may be said. One of
 * both at least. `internal`: a note that the shopper never sees; it has own words only.
 */
export const CaseMessage = closed("CaseMessage", {
  text: Type.Optional(Message),
  explanations: Type.Optional(list(ExplanationSent, 10, 1)),
  internal: Type.Optional(Type.Boolean()),
});
/** `assignee` null gives it back to the queue. */
export const AssignRequest = closed("AssignRequest", {
  assignee: Type.Optional(nullable(Person)),
  queue: Type.Optional(CaseQueue),
});
export const ReviewDecision = closed("ReviewDecision", {
  decision: oneOf("upheld", "overturned"),
  reason: Message,
});
export const GoodwillRequest = closed("GoodwillRequest", {
  currency: Currency,
  amount: PositiveMinor,
  reason: Message,
});
export const GoodwillDecision = closed("GoodwillDecision", {
  goodwill: Id,
  decision: oneOf("granted", "refused"),
  note: Message,
});

const explanation = closed("SaidExplanation", {
  id: Id,
  version: Type.Integer(),
  "zh-CN": Type.String(),
  en: Type.String(),
});
const SaidCause = closed("SaidCause", {
  code: Type.String(),
  category: Type.String(),
  explanation,
  /** About the shopper. */
  personal: Type.Boolean(),
});

/** Words as they are said, with what was filled in. */
const SaidWords = closed("SaidWords", { "zh-CN": Type.String(), en: Type.String() });

/** Something to say, or not to; with the explanation whose words these are, where there is one. */
const Saying = closed("Saying", {
  code: Type.String(),
  words: SaidWords,
  explanation: Type.Optional(closed("SayingSource", { id: Id, version: Type.Integer() })),
});

/** Something that bears on a case: an adjustment's move, its promised return, the quote, the plan made of it. */
const CaseMoment = closed("CaseMoment", {
  at: Instant,
  kind: oneOf("adjustment", "return", "quote", "plan"),
  id: Type.String(),
  /** The adjustment's move or the plan's state. */
  what: Type.String(),
});

/** Everything beside a case's conversation that an agent works with. */
export const CaseView = closed("CaseView", {
  case: CaseRecord,
  /** The store's own pseudonym of the shopper; null where it named none. */
  shopper: nullable(Type.String()),
  /** Oldest first; the last may lie ahead. */
  timeline: list(CaseMoment, LIMITS.caseEntries),
  /** Words that no answer may hold; the server refuses them. */
  never_said: list(Type.String(), 100),
  /** What the shopper saw, replayed; null where the case names no quote. */
  seen: nullable(Quote),
  /** Every condition of every offer of that quote, those that hold too. */
  trace: list(OfferTrace, LIMITS.offers),
  /** Why the way was missing, in the words that the shopper read. */
  told: list(SaidCause, LIMITS.offers),
  /** The same cart against the catalogue in force. */
  now: nullable(
    closed("CaseNow", {
      at: Instant,
      available: nullable(Type.Boolean()),
      causes: list(SaidCause, LIMITS.offers),
      back: nullable(Back),
      alternatives: list(
        closed("OfferedAlternative", {
          option: Option,
          extra_total: nullable(AnyMinor),
          extra_per_period: nullable(AnyMinor),
        }),
        1_000,
      ),
    }),
  ),
  may_say: list(Saying, LIMITS.offers),
  must_not_say: list(Saying, 100),
  macros: list(closed("Macro", { code: Type.String(), title: SaidWords, text: SaidWords }), 100),
  /** What one person may still give for this case, by currency, in minor units. */
  goodwill_left: Type.Record(Type.String(), AnyMinor, { additionalProperties: false }),
});

/** When and where people help. */
export const SupportHours = closed("SupportHours", {
  hours: nullable(Type.String()),
  telephone: nullable(Type.String()),
  reply_minutes: Type.Integer({ description: "A message about a missing way is answered within." }),
});

export const WhyQuery = closed("WhyQuery", {
  code: Type.Optional(QuoteCode),
  locale: Type.Optional(Locale),
  merchant: Type.Optional(Id),
});

/**
 * Why ways are missing in the quote of a code, as anybody may know it: nothing of the shopper counts, so that shoppers who
 * differ only in private facts get the same bytes. `answer` is null where no code is given.
 */
export const Why = closed("Why", {
  merchant: NamedMerchant,
  support: SupportHours,
  answer: nullable(QuoteAnswer),
});

export const CaseLinkRequest = closed("CaseLinkRequest", { token: linkToken });
export const CaseLinkMessage = closed("CaseLinkMessage", { token: linkToken, text: Message });

/** A case as its shopper sees it. */
export const CaseShown = closed("CaseShown", {
  id: Id,
  state: CaseState,
  locale: Locale,
  quote_code: nullable(Type.String()),
  adjustment: nullable(Id),
  created_at: Instant,
  due_at: nullable(Instant),
  review: nullable(oneOf("asked", "upheld", "overturned")),
  merchant: NamedMerchant,
  support: SupportHours,
  entries: list(
    closed("ShownEntry", {
      at: Instant,
      kind: oneOf(
        "shopper",
        "agent",
        "explanation",
        "closed",
        "goodwill_granted",
        "review_asked",
        "review_upheld",
        "review_overturned",
      ),
      text: nullable(Type.String()),
      goodwill: nullable(
        closed("ShownGoodwill", {
          currency: Currency,
          amount: PositiveMinor,
          /** The voucher's code. */
          code: Type.String(),
          valid_until: Instant,
        }),
      ),
    }),
    LIMITS.caseEntries,
  ),
});

export type CaseRequest = Static<typeof CaseRequest>;
export type CaseOpened = Static<typeof CaseOpened>;
export type CaseQuery = Static<typeof CaseQuery>;
export type CaseList = Static<typeof CaseList>;
export type CaseRecord = Static<typeof CaseRecord>;
export type CaseMessage = Static<typeof CaseMessage>;
export type AssignRequest = Static<typeof AssignRequest>;
export type ReviewDecision = Static<typeof ReviewDecision>;
export type GoodwillRequest = Static<typeof GoodwillRequest>;
export type GoodwillDecision = Static<typeof GoodwillDecision>;
export type CaseView = Static<typeof CaseView>;
export type SupportHours = Static<typeof SupportHours>;
export type Why = Static<typeof Why>;
export type CaseShown = Static<typeof CaseShown>;
