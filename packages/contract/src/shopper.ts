import Type, { type Static } from "typebox";
import { ShopperFacts } from "./cart.ts";
import { EntryKind } from "./case.ts";
import { LIMITS } from "./limits.ts";
import { LedgerEntry, PlanConsent, PlanRecord } from "./plan.ts";
import { ChannelName } from "./telling.ts";
import { AnyMinor, Currency, closed, Id, Instant, Locale, list, nullable, oneOf, PositiveMinor } from "./values.ts";

const named = {
  shopper_ref: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.idLength })),
  channel: Type.Optional(ChannelName),
  address: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
};

/** A shopper by the store's reference, by an address with its channel, or by both where the store knows both. */
export const ShopperRequest = Type.Object(named, {
  title: "ShopperRequest",
  additionalProperties: false,
  minProperties: 1,
});

/** The same, with why; it is a code, because words could name somebody in a log that is never erased. */
export const ShopperErasure = Type.Object(
  { ...named, reason: Type.Optional(oneOf("asked", "closed", "unneeded")) },
  { title: "ShopperErasure", additionalProperties: false, minProperties: 1 },
);

const many = Type.Integer({ minimum: 0 });
const MOST = 100_000;
const address = { channel: ChannelName, address: Type.String() };
const wish = { id: Id, ...address, locale: Locale, created_at: Instant, confirmed_at: nullable(Instant) };
const { plan: _, ...entry } = LedgerEntry.properties;

/** Everything that is kept of a shopper, by subject; for the shopper, so nothing in it is sealed. */
export const ShopperExport = closed("ShopperExport", {
  exported_at: Instant,
  shopper_ref: nullable(Type.String()),
  address: nullable(closed("ShopperAddress", address)),
  /** The newest ten thousand, with what the store had said of the shopper. */
  quotes: list(
    closed("ShopperQuote", { id: Id, code: Type.String(), at: Instant, facts: nullable(ShopperFacts) }),
    10_000,
  ),
  plans: list(
    closed("ShopperPlan", {
      plan: PlanRecord,
      return_url: nullable(Type.String()),
      mandate: nullable(Type.String()),
      ledger: list(closed("ShopperEntry", entry), MOST),
    }),
    MOST,
  ),
  consents: list(PlanConsent, MOST),
  contacts: list(
    closed("ShopperContact", { plan: Id, ...address, locale: Locale, title: nullable(Type.String()) }),
    MOST,
  ),
  /** With the notes of those who worked on them. */
  cases: list(
    closed("ShopperCase", {
      id: Id,
      state: oneOf("open", "answered", "closed"),
      created_at: Instant,
      quote_code: nullable(Type.String()),
      reply: nullable(closed("ShopperReply", address)),
      entries: list(
        closed("ShopperCaseEntry", { at: Instant, kind: EntryKind, text: nullable(Type.String()) }),
        LIMITS.caseEntries,
      ),
      goodwill: list(
        closed("ShopperGoodwill", {
          amount: PositiveMinor,
          currency: Currency,
          state: oneOf("granted", "waiting", "refused"),
        }),
        LIMITS.caseEntries,
      ),
    }),
    MOST,
  ),
  waitlist: list(closed("ShopperWait", { ...wish, offer: Id }), MOST),
  subscriptions: list(closed("ShopperSubscription", { ...wish, components: list(Type.String(), 50) }), MOST),
  vouchers: list(
    closed("ShopperVoucher", {
      id: Id,
      shopper: nullable(Type.String()),
      code: nullable(Type.String()),
      amount: AnyMinor,
      currency: Currency,
      valid_until: Instant,
      source: oneOf("compensation", "goodwill"),
      issued_at: Instant,
      redeemed_at: nullable(Instant),
      order: nullable(Type.String()),
    }),
    MOST,
  ),
  messages: list(
    closed("ShopperMessage", {
      id: Id,
      channel: ChannelName,
      template: Type.String(),
      state: oneOf("waiting", "sent", "dead"),
      at: Instant,
    }),
    MOST,
  ),
});

/** How much is kept of a shopper, with nothing of what it says. */
export const ShopperFound = closed("ShopperFound", {
  found_at: Instant,
  held: closed("HeldCounts", {
    quotes: many,
    plans: many,
    consents: many,
    contacts: many,
    cases: many,
    waitlist: many,
    subscriptions: many,
    vouchers: many,
    messages: many,
  }),
  /** Plans that have not ended: until they have, nothing is erased. */
  running: list(Id, MOST),
});

/** How many of each were erased, and what stays. */
export const ShopperErased = closed("ShopperErased", {
  erased_at: Instant,
  erased: closed("ErasedCounts", {
    quotes: many,
    contacts: many,
    cases: many,
    waitlist: many,
    subscriptions: many,
    vouchers: many,
    messages: many,
  }),
  kept: closed("KeptPlans", {
    /** With their books and the consent to them. */
    plans: list(Id, MOST),
    /** Under what they stay, made by chance; null where no reference was named. */
    pseudonym: nullable(Type.String()),
    /** `books`: what was lent and paid must be kept by law. */
    why: nullable(oneOf("books")),
  }),
});

export type ShopperRequest = Static<typeof ShopperRequest>;
export type ShopperErasure = Static<typeof ShopperErasure>;
export type ShopperFound = Static<typeof ShopperFound>;
export type ShopperExport = Static<typeof ShopperExport>;
export type ShopperErased = Static<typeof ShopperErased>;
