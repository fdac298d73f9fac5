import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { closed, Id, Instant, Locale, list, nullable, oneOf } from "./values.ts";

export const ChannelName = oneOf("email", "sms", "wechat", "inbox", "webhook");

const address = Type.String({ minLength: 1, maxLength: 500 });
const linkToken = Type.String({ minLength: 1, maxLength: 500 });

/** `components`: ids of `GET /v1/announcements`, or `all`. `inbox` and `webhook` need a secret key. */
export const SubscriptionRequest = closed("SubscriptionRequest", {
  components: list(Type.String({ minLength: 1, maxLength: 200 }), 50, 1),
  channel: ChannelName,
  address,
  locale: Locale,
});

/** To be told once when an offer that this quote lacks is back for this cart. */
export const WaitlistRequest = closed("WaitlistRequest", {
  quote_token: Type.String({ minLength: 1, maxLength: LIMITS.tokenLength }),
  offer: Id,
  channel: ChannelName,
  address,
  locale: Locale,
});

const many = Type.Integer({ minimum: 0 });

/** Who waits for a way, in numbers: nobody's address, and nobody's cart. */
const WaitingWay = closed("WaitingWay", {
  offer: Id,
  waiting: many,
  /** Asked, and did not follow the link yet. */
  unconfirmed: many,
  /** Since when the longest waiting waits. */
  since: nullable(Instant),
  /** Thirty days by hour, oldest first. `told`: the wave of that hour. `gone`: left, or waited too long. */
  hours: list(closed("WaitingHour", { at: Instant, joined: many, told: many, gone: many }), 31 * 24),
});

export const WaitlistDemand = closed("WaitlistDemand", {
  items: list(WaitingWay, LIMITS.offers),
  /** Most that are told in one go, so that what is just back is not overrun. */
  wave: many,
});

/** The same whether the address is new, known or asked too often. */
export const WishTaken = closed("WishTaken", { status: oneOf("confirm_by_link", "confirmed") });

export const LinkRequest = closed("LinkRequest", { token: linkToken });
export const LinkFollowed = closed("LinkFollowed", { kind: oneOf("subscription", "waitlist") });

/** What the sandbox channels would have sent, newest first; addresses are masked. */
export const Outbox = closed("Outbox", {
  items: list(
    closed("OutboxMessage", {
      id: Id,
      channel: ChannelName,
      to: Type.String(),
      locale: Locale,
      template: Type.String(),
      subject: Type.String(),
      text: Type.String(),
      headers: Type.Record(Type.String(), Type.String(), { additionalProperties: false }),
      at: Instant,
    }),
    LIMITS.page,
  ),
});

export type SubscriptionRequest = Static<typeof SubscriptionRequest>;
export type WaitlistRequest = Static<typeof WaitlistRequest>;
export type WaitlistDemand = Static<typeof WaitlistDemand>;
export type WishTaken = Static<typeof WishTaken>;
export type LinkFollowed = Static<typeof LinkFollowed>;
export type Outbox = Static<typeof Outbox>;
