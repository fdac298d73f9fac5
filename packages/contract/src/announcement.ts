import Type, { type Static } from "typebox";
import { AdjustmentCause, AdjustmentKind, Explanation } from "./adjustment.ts";
import { Count } from "./offer.ts";
import { Back, closed, Id, Instant, list, Method, nullable, oneOf, Words } from "./values.ts";

const NamedPartner = closed("NamedPartner", { id: Id, name: Words });

/** One partner's method that an announcement reaches. `counts` are those reached; empty for a way without a count. */
const Reach = closed("Reach", {
  partner: NamedPartner,
  method: Method,
  counts: list(Type.Integer({ minimum: 1 }), 100),
  offers: list(Id, 10_000),
});

const OtherWay = closed("OtherWay", {
  offer: Id,
  partner: NamedPartner,
  method: Method,
  count: Count,
  title: nullable(Words),
});

/** A dated step; `text` is absent where the step says nothing beyond itself. */
const Update = closed("Update", {
  at: Instant,
  kind: oneOf("announced", "started", "lifted"),
  text: nullable(Words),
});

/** What the public is told of an adjustment: the same record that checkout and status page show. */
export const Announcement = closed("Announcement", {
  id: Id,
  kind: AdjustmentKind,
  cause: AdjustmentCause,
  state: oneOf("upcoming", "in_force", "lifted"),
  reach: list(Reach, 1_000),
  explanation: Explanation,
  starts_at: Instant,
  back: Back,
  lifted_at: nullable(Instant),
  better: nullable(Words),
  alternatives: list(OtherWay, 20),
  updates: list(Update, 100),
});

/** A partner's method in shoppers' words, and how it is now. */
export const Component = closed("Component", {
  partner: NamedPartner,
  method: Method,
  counts: list(Type.Integer({ minimum: 1 }), 100),
  state: oneOf("normal", "partly_paused", "paused"),
  paused_counts: list(Type.Integer({ minimum: 1 }), 100),
  adjustments: list(Id, 1_000),
});

export const Announcements = closed("Announcements", {
  as_of: Instant,
  merchant: closed("NamedMerchant", { id: Id, name: Words, time_zone: Type.String() }),
  in_force: list(Announcement, 1_000),
  upcoming: list(Announcement, 1_000),
  lifted: list(Announcement, 1_000),
  components: list(Component, 1_000),
});

export type Announcement = Static<typeof Announcement>;
export type Component = Static<typeof Component>;
export type Announcements = Static<typeof Announcements>;
