import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { Conditions } from "./offer.ts";
import { Terms } from "./terms.ts";
import {
  Back,
  Currency,
  closed,
  Id,
  Instant,
  list,
  Market,
  Method,
  nullable,
  oneOf,
  PositiveMinor,
  Text,
  Word,
  Words,
} from "./values.ts";

export const AdjustmentKind = oneOf("suspend", "restrict", "reprice", "demote", "introduce", "withdraw", "inform");
export const AdjustmentCause = oneOf("partner_terms", "compliance", "maintenance", "business", "incident", "risk");
export const AdjustmentState = oneOf(
  "draft",
  "submitted",
  "approved",
  "scheduled",
  "active",
  "ramping",
  "lifted",
  "closed",
  "withdrawn",
);

/** The approved public words of a reason, in both languages. */
export const Explanation = closed("Explanation", {
  id: Id,
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  "zh-CN": Text,
  en: Text,
});

/** What it reaches: every part that is present must match; `{}` reaches everything. */
export const Scope = closed("Scope", {
  partner: Type.Optional(Id),
  method: Type.Optional(Method),
  offer: Type.Optional(Id),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.count })),
  market: Type.Optional(Market),
  channel: Type.Optional(Word),
  category: Type.Optional(Word),
  segment: Type.Optional(Word),
});

const alternatives = Type.Union([Type.Literal("auto"), list(Id, 20)]);
/** One voucher per shopper whose quotes missed a way, as long as the budget lasts. Amounts in minor units. */
export const CompensationRule = closed("CompensationRule", {
  kind: Type.Literal("voucher"),
  amount: PositiveMinor,
  currency: Currency,
  budget: PositiveMinor,
  valid_until: Instant,
  audience: oneOf("no_equal_way", "missed_way"),
});

const compensation = Type.Union([Type.Literal("none"), CompensationRule]);

const share = Type.Integer({ minimum: 0, maximum: 1_000_000, description: "Parts per million." });

/** A way that comes back step by step; a gate that falls short holds it, or rolls it back. */
export const Ramp = closed("Ramp", {
  steps: list(
    closed("RampStep", { share_ppm: share, dwell_minutes: Type.Integer({ minimum: 0, maximum: 525_600 }) }),
    20,
    1,
  ),
  gates: Type.Optional(
    closed("RampGates", {
      approval_drop_ppm: Type.Optional(share),
      error_rise_ppm: Type.Optional(share),
      least_calls: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    }),
  ),
});

/** A dated change, as the catalogue holds it and the quote composes it. */
export const Adjustment = closed("Adjustment", {
  id: Id,
  kind: AdjustmentKind,
  cause: AdjustmentCause,
  scope: Scope,
  starts_at: Instant,
  lifted_at: Type.Optional(Instant),
  back: Back,
  explanation: Explanation,
  title: Type.Optional(Words),
  alternatives,
  compensation,
  restrict: Type.Optional(Conditions),
  terms: Type.Optional(Terms),
  better: Type.Optional(Words),
  ramp: Type.Optional(Ramp),
  admits_ppm: Type.Optional(share),
});

const note = Type.Optional(Text);
const requestKind = oneOf("suspend", "restrict", "reprice", "demote", "withdraw", "inform");
export const DraftWords = closed("DraftWords", { "zh-CN": Type.Optional(Text), en: Type.Optional(Text) });

/** A new adjustment that comes into force in one request. Now, where `starts_at` is absent. */
export const AdjustmentRequest = closed("AdjustmentRequest", {
  kind: requestKind,
  cause: AdjustmentCause,
  scope: Scope,
  starts_at: Type.Optional(Instant),
  back: Back,
  explanation: Words,
  /** What `inform` is about; every other kind is called by the ways that it reaches. */
  title: Type.Optional(Words),
  alternatives: Type.Optional(alternatives),
  compensation: Type.Optional(compensation),
  restrict: Type.Optional(Conditions),
  terms: Type.Optional(Terms),
  ramp: Type.Optional(Ramp),
  apply: Type.Optional(Type.Boolean()),
});

/** A new adjustment. A draft may leave open what is not written or decided yet. */
export const AdjustmentDraft = closed("AdjustmentDraft", {
  ...AdjustmentRequest.properties,
  back: Type.Optional(Back),
  explanation: Type.Optional(DraftWords),
  title: Type.Optional(DraftWords),
  apply: Type.Optional(
    Type.Boolean({
      description:
        "True puts it in force in this request, where the policy asks for no approval and the key may act alone; false makes a draft. Absent: in force where it may be, a draft elsewhere.",
    }),
  ),
});

/** An edit: fields in place of those that are written, null to take one away. `version` is the one it was made from. */
export const AdjustmentPatch = closed("AdjustmentPatch", {
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  kind: Type.Optional(requestKind),
  cause: Type.Optional(AdjustmentCause),
  scope: Type.Optional(Scope),
  starts_at: Type.Optional(nullable(Instant)),
  back: Type.Optional(nullable(Back)),
  explanation: Type.Optional(DraftWords),
  title: Type.Optional(nullable(DraftWords)),
  alternatives: Type.Optional(nullable(alternatives)),
  compensation: Type.Optional(nullable(compensation)),
  restrict: Type.Optional(nullable(Conditions)),
  terms: Type.Optional(nullable(Terms)),
  ramp: Type.Optional(nullable(Ramp)),
});

/** A pause now, by one person, in words that were approved before; another person reviews it within a day. */
export const EmergencyRequest = closed("EmergencyRequest", {
  cause: AdjustmentCause,
  scope: Scope,
  back: Back,
  /** Id of an explanation of the catalogue, or of an adjustment that was approved. */
  explanation: Id,
  alternatives: Type.Optional(alternatives),
  compensation: Type.Optional(compensation),
});

/** A move that may say why, to the people who run the store. */
export const MoveRequest = closed("MoveRequest", { note });
export const RejectRequest = closed("RejectRequest", { note: Text });
export const ExtendRequest = closed("ExtendRequest", { back: Back, note });

/** What is better than before, where there is something to say; `terms` is checked against the catalogue. */
export const LiftRequest = closed("LiftRequest", {
  better: Type.Optional(Words),
  terms: Type.Optional(oneOf("same", "new")),
});

/** An adjustment as it is written so far: whole from its start on. */
export const WrittenAdjustment = closed("WrittenAdjustment", {
  ...Adjustment.properties,
  starts_at: Type.Optional(Instant),
  back: Type.Optional(Back),
  explanation: Type.Optional(
    closed("WrittenExplanation", {
      ...Explanation.properties,
      "zh-CN": Type.Optional(Text),
      en: Type.Optional(Text),
    }),
  ),
  title: Type.Optional(DraftWords),
  alternatives: Type.Optional(alternatives),
  compensation: Type.Optional(compensation),
});

/** A return as it was promised, and how that ended. */
export const ReturnPromise = closed("ReturnPromise", {
  back: Back,
  promised_at: Instant,
  due_at: nullable(Instant),
  outcome: nullable(oneOf("kept", "slipped", "missed", "dropped")),
  settled_at: nullable(Instant),
});

export const AdjustmentEvent = closed("AdjustmentEvent", {
  move: Type.String(),
  at: Instant,
  by: Type.String(),
  note: nullable(Text),
});

const hours = Type.Integer({ minimum: 0, maximum: 1_000_000 });

/** Hours from the announcement to the start, rounded down, beside what the policy of the cause asks for. */
export const Notice = closed("Notice", { given_hours: hours, asked_hours: hours, kept: Type.Boolean() });

/** An adjustment with its life. */
export const AdjustmentRecord = closed("AdjustmentRecord", {
  id: Id,
  state: AdjustmentState,
  version: Type.Integer({ minimum: 1 }),
  created_at: Instant,
  created_by: Type.String(),
  authors: list(Type.String(), 1_000),
  authority: oneOf("two_people", "one_request", "emergency", "catalogue"),
  approval: nullable(closed("Approval", { by: Type.String(), at: Instant })),
  review: nullable(closed("Review", { due_at: Instant, state: oneOf("due", "overdue", "done", "done_late") })),
  promises: list(ReturnPromise, 1_000),
  ramp: nullable(closed("RampState", { step: Type.Integer({ minimum: 0 }), since: Instant, held: Type.Boolean() })),
  returned: nullable(oneOf("same", "new")),
  announced_at: nullable(Instant),
  /** Before it is announced: what it would give if it were announced now. Null for a first catalogue's. */
  notice: nullable(Notice),
  catalogue_version: nullable(Id),
  adjustment: WrittenAdjustment,
  /** Others in force or scheduled that reach some of the same ways; not in lists. */
  overlaps: Type.Optional(list(Id, LIMITS.adjustments)),
  /** Oldest first; only where one adjustment is read. */
  history: Type.Optional(list(AdjustmentEvent, 1_000)),
});

export const AdjustmentPage = closed("AdjustmentPage", {
  items: list(AdjustmentRecord, LIMITS.page),
  next_cursor: nullable(Type.String()),
});

export type AdjustmentRequest = Static<typeof AdjustmentRequest>;
export type AdjustmentDraft = Static<typeof AdjustmentDraft>;
export type AdjustmentPatch = Static<typeof AdjustmentPatch>;
export type EmergencyRequest = Static<typeof EmergencyRequest>;
export type ExtendRequest = Static<typeof ExtendRequest>;
export type MoveRequest = Static<typeof MoveRequest>;
export type RejectRequest = Static<typeof RejectRequest>;
export type LiftRequest = Static<typeof LiftRequest>;
export type AdjustmentRecord = Static<typeof AdjustmentRecord>;
/** One that has come into force, or is scheduled: nothing is open any more. */
export interface AppliedAdjustment extends AdjustmentRecord {
  adjustment: Static<typeof Adjustment>;
}
export type AdjustmentState = Static<typeof AdjustmentState>;
export type AdjustmentPage = Static<typeof AdjustmentPage>;
