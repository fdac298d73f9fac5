import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { Conditions } from "./offer.ts";
import { Terms } from "./terms.ts";
import {
  Back,
  byName,
  closed,
  Id,
  Instant,
  list,
  Market,
  Method,
  nullable,
  oneOf,
  Text,
  Word,
  Words,
} from "./values.ts";

export const AdjustmentKind = oneOf("suspend", "restrict", "reprice", "demote", "introduce", "withdraw");
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
const compensation = Type.Union([Type.Literal("none"), byName(Type.Unknown(), 20)]);

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
  alternatives,
  compensation,
  restrict: Type.Optional(Conditions),
  terms: Type.Optional(Terms),
  better: Type.Optional(Words),
  ramp: Type.Optional(Ramp),
  admits_ppm: Type.Optional(share),
});

/** A new adjustment, as it is asked for. Now, where `starts_at` is absent. */
export const AdjustmentRequest = closed("AdjustmentRequest", {
  kind: oneOf("suspend", "restrict", "reprice", "demote", "withdraw"),
  cause: AdjustmentCause,
  scope: Scope,
  starts_at: Type.Optional(Instant),
  back: Back,
  explanation: Words,
  alternatives: Type.Optional(alternatives),
  compensation: Type.Optional(compensation),
  restrict: Type.Optional(Conditions),
  terms: Type.Optional(Terms),
});

/** What is better than before, in both languages, where there is something to say. */
export const LiftRequest = closed("LiftRequest", { better: Type.Optional(Words) });

/** An adjustment with its life. */
export const AdjustmentRecord = closed("AdjustmentRecord", {
  state: AdjustmentState,
  created_at: Instant,
  created_by: Type.String(),
  /** The catalogue version from which it is in force. */
  catalogue_version: Id,
  adjustment: Adjustment,
});

export const AdjustmentPage = closed("AdjustmentPage", {
  items: list(AdjustmentRecord, LIMITS.page),
  next_cursor: nullable(Type.String()),
});

export type AdjustmentRequest = Static<typeof AdjustmentRequest>;
export type LiftRequest = Static<typeof LiftRequest>;
export type AdjustmentRecord = Static<typeof AdjustmentRecord>;
export type AdjustmentState = Static<typeof AdjustmentState>;
export type AdjustmentPage = Static<typeof AdjustmentPage>;
