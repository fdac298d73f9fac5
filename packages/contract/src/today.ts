import Type, { type Static } from "typebox";
import { AdjustmentKind, DraftWords, Scope } from "./adjustment.ts";
import { AnyMinor, Currency, closed, Id, Instant, IsoDate, list, Method, nullable, oneOf } from "./values.ts";

const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const WaitingKind = oneOf(
  "approval",
  "apply",
  "review",
  "promise",
  "drift",
  "exceptions",
  "case",
  "goodwill",
  "compensation",
  "movement",
  "proposal",
);

/** One thing that waits for the caller. `id`: the record that it is about; `count`: how many, where it stands for several. */
const Waiting = closed("Waiting", {
  kind: WaitingKind,
  id: Type.String(),
  /** Until when; null where nothing is promised. */
  due_at: nullable(Instant),
  since: Instant,
  by: nullable(Type.String()),
  count: count,
  /** A case's first words, as its shopper wrote them. */
  says: nullable(Type.String({ maxLength: 120 })),
  /** What the adjustment does, for those about one. */
  adjustment: nullable(
    closed("WaitingAdjustment", { kind: AdjustmentKind, scope: Scope, title: Type.Optional(DraftWords) }),
  ),
});

/** What waits for the caller: soonest first, as far as their role may act on it and they did not write it themselves. */
export const WaitingList = closed("WaitingList", {
  as_of: Instant,
  items: list(Waiting, 100),
  /** By kind, also of those beyond the list. */
  counts: list(closed("WaitingCount", { kind: WaitingKind, count }), 20),
});

const Stage = closed("FunnelStage", {
  quotes: count,
  /** Quotes that lacked a way. */
  with_missing: count,
  /** Plans made of them. */
  chosen: count,
  /** Plans that the partner has funded. */
  authorised: count,
  declined: count,
  /** The partner has not answered yet. */
  unknown: count,
  /** What was funded, minor units of the currency of most plans. */
  amount: AnyMinor,
});

const DueDay = closed("DueDay", { on: IsoDate, principal: AnyMinor, cost: AnyMinor, plans: count });
const Ageing = closed("AgeingBand", {
  from_days: count,
  until_days: nullable(count),
  plans: count,
  amount: AnyMinor,
});
const HalfHour = closed("HalfHour", { at: Instant, calls: count, declines: count, errors: count });

/** The day so far, from what was recorded. */
export const Today = closed("Today", {
  as_of: Instant,
  day: IsoDate,
  day_began_at: Instant,
  currency: nullable(Currency),
  funnel: closed("Funnel", {
    today: Stage,
    /** The same hours, a week ago. */
    week_ago: Stage,
  }),
  /** What is still owed, by due day, for fourteen days. */
  due: list(DueDay, 14),
  overdue: list(Ageing, 4),
  /** Plans and movements whose partner has not said what became of them. */
  unknown: count,
  /** Calls of the last day by half hours; those without calls are absent. */
  partners: list(
    closed("PartnerDay", {
      partner: Id,
      method: Method,
      half_hours: list(HalfHour, 49),
      p95_ms: nullable(Type.Number()),
    }),
    1_000,
  ),
});

export type WaitingList = Static<typeof WaitingList>;
export type Today = Static<typeof Today>;
