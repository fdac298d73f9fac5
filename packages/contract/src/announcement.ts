import Type, { type Static } from "typebox";
import { AdjustmentCause, AdjustmentKind, CompensationRule, Explanation, Notice } from "./adjustment.ts";
import { Count } from "./offer.ts";
import { Back, closed, Id, Instant, Interval, list, Method, nullable, oneOf, Words } from "./values.ts";

const NamedPartner = closed("NamedPartner", { id: Id, name: Words });

/**
 * One partner's method that an announcement reaches. `counts` are those reached; empty for a way without a count. `interval` is null
 * where theirs differ.
 */
const Reach = closed("Reach", {
  partner: NamedPartner,
  method: Method,
  counts: list(Type.Integer({ minimum: 1 }), 100),
  interval: nullable(Interval),
  offers: list(Id, 10_000),
});

const OtherWay = closed("OtherWay", {
  offer: Id,
  partner: NamedPartner,
  method: Method,
  count: Count,
  interval: Interval,
  /** It costs nothing beyond the price, in several payments. */
  interest_free: Type.Boolean(),
  title: nullable(Words),
});

/** A dated step; `text` is absent where the step says nothing beyond itself. `progress` is what an operator posted. */
const Update = closed("Update", {
  at: Instant,
  kind: oneOf("announced", "started", "progress", "extended", "lifted"),
  text: nullable(Words),
});

const { kind, amount, currency, valid_until, audience } = CompensationRule.properties;
const Compensated = closed("Compensated", { kind, amount, currency, valid_until, audience });

/** A return that was promised for a time, and how it came out. */
const Promised = closed("Promised", {
  adjustment: Id,
  reach: list(Reach, 1_000),
  promised_at: Instant,
  returned_at: nullable(Instant),
  outcome: oneOf("kept", "missed"),
});

/** What the public is told of an adjustment: the same record that checkout and status page show. */
export const Announcement = closed("Announcement", {
  id: Id,
  kind: AdjustmentKind,
  cause: AdjustmentCause,
  state: oneOf("upcoming", "in_force", "lifted"),
  reach: list(Reach, 1_000),
  /** Of an announcement that stands by itself (`inform`); every other is called by the ways that it reaches. */
  title: nullable(Words),
  explanation: Explanation,
  starts_at: Instant,
  back: Back,
  lifted_at: nullable(Instant),
  better: nullable(Words),
  alternatives: list(OtherWay, 20),
  /** What those get who missed the way; null where nothing is given. The budget is the store's own. */
  compensation: nullable(Compensated),
  /** Absent from the record of before it was told, such as a first catalogue's. */
  notice: nullable(Notice),
  /** Newest first. */
  updates: list(Update, 100),
});

/** A partner's method in shoppers' words, and how it is now. */
export const Component = closed("Component", {
  /** What a subscription names. */
  id: Type.String(),
  partner: NamedPartner,
  method: Method,
  counts: list(Type.Integer({ minimum: 1 }), 100),
  /** Null where it differs between them. */
  interval: nullable(Interval),
  state: oneOf("normal", "partly_paused", "paused"),
  paused_counts: list(Type.Integer({ minimum: 1 }), 100),
  adjustments: list(Id, 1_000),
});

/** What shoppers use beside the ways to pay, as it is now. */
export const Service = closed("Service", {
  id: oneOf("checkout_quotes", "payments_and_refunds"),
  /** `disturbed`: some of it does not succeed now; what was confirmed stands. */
  state: oneOf("normal", "disturbed"),
  /** Since when it is disturbed. */
  since: nullable(Instant),
});

export const NamedMerchant = closed("NamedMerchant", { id: Id, name: Words, time_zone: Type.String() });

export const Announcements = closed("Announcements", {
  as_of: Instant,
  merchant: NamedMerchant,
  /** Since when the store's database has not kept what it was asked to (its disk is full, it is away); absent while it does. */
  not_recording_since: nullable(Instant),
  in_force: list(Announcement, 1_000),
  upcoming: list(Announcement, 1_000),
  /** Of the last ninety days. */
  lifted: list(Announcement, 1_000),
  components: list(Component, 1_000),
  services: list(Service, 10),
  /** Newest first, of the last ninety days. */
  promises: list(Promised, 1_000),
});

/** One announcement at its permanent address, however old. */
export const AnnouncementShown = closed("AnnouncementShown", {
  as_of: Instant,
  merchant: NamedMerchant,
  announcement: Announcement,
});

/** What an operator says while an adjustment runs. */
export const UpdateRequest = closed("UpdateRequest", { text: Words });

export const UpdatePosted = closed("UpdatePosted", { id: Id, adjustment: Id, at: Instant, text: Words });

export type Announcement = Static<typeof Announcement>;
export type Component = Static<typeof Component>;
export type Service = Static<typeof Service>;
export type Announcements = Static<typeof Announcements>;
export type AnnouncementShown = Static<typeof AnnouncementShown>;
export type UpdateRequest = Static<typeof UpdateRequest>;
export type UpdatePosted = Static<typeof UpdatePosted>;
