import Type, { type Static } from "typebox";
import { AnyMinor, closed, Id, Instant, list, Method, nullable, oneOf, Ppm, Text } from "./values.ts";

const Count = Type.Integer({ minimum: 0 });
const Milliseconds = Type.Number({ minimum: 0 });

const calls = {
  calls: Count,
  declines: Count,
  /** Calls without an answer that could be used. */
  errors: Count,
  p50_ms: nullable(Milliseconds),
  p95_ms: nullable(Milliseconds),
};

const Incident = closed("PartnerIncident", {
  id: Id,
  state: Type.String(),
  /** A person has looked at it. */
  confirmed_by: nullable(Type.String()),
  review_due_at: nullable(Instant),
});

const Drift = closed("PartnerDrift", {
  offer: Id,
  field: oneOf("count", "min", "max", "rate_ppm", "fee_ppm"),
  ours: nullable(AnyMinor),
  theirs: nullable(AnyMinor),
  since: Instant,
  /** The draft that it led to. */
  adjustment: nullable(Id),
});

export const PartnerHealth = closed("PartnerHealth", {
  partner: Id,
  method: Method,
  /** `open`: nobody calls it but to probe; `probing`: probes succeed. */
  state: oneOf("closed", "open", "probing"),
  since: Instant,
  hold: oneOf("none", "open", "closed"),
  held_by: nullable(Type.String()),
  openings: Count,
  successes: Count,
  next_look_at: Instant,
  incident: nullable(Incident),
  drift: list(Drift, 1_000),
  /** Calls that this process made lately; no figure without calls. */
  lately: closed("CallsLately", {
    seconds: Count,
    ...calls,
    per_second: Type.Number({ minimum: 0 }),
    error_ppm: nullable(Ppm),
    last_call_at: nullable(Instant),
    last_fault: nullable(Type.String()),
  }),
  /** Of all processes, by minute, for the last hour; minutes without calls are absent. */
  minutes: list(closed("CallMinute", { minute: Instant, ...calls }), 120),
});

const PartnerStep = closed("PartnerStep", {
  partner: Id,
  method: Method,
  event: oneOf(
    "opened",
    "reopened",
    "probing",
    "closed",
    "held_open",
    "held_closed",
    "released",
    "drifted",
    "drift_gone",
  ),
  at: Instant,
  by: Type.String(),
  note: nullable(Type.String()),
});

export const PartnersHealth = closed("PartnersHealth", {
  as_of: Instant,
  partners: list(PartnerHealth, 1_000),
  /** Newest first. */
  events: list(PartnerStep, 100),
});
export type PartnersHealth = Static<typeof PartnersHealth>;

export const HistoryQuery = closed("HistoryQuery", {
  partner: Id,
  method: Method,
  /** How far back; two hours where absent. 2160 is 90 days, by day. */
  hours: Type.Optional(oneOf("2", "24", "168", "2160")),
});

/** A partner's method over time, from recorded calls only: stretches and operations without calls are absent. */
export const PartnerHistory = closed("PartnerHistory", {
  from: Instant,
  until: Instant,
  /** Length of a stretch. */
  seconds: Count,
  stretches: list(closed("CallStretch", { from: Instant, ...calls }), 500),
  operations: list(closed("OperationCalls", { operation: Type.String(), ...calls }), 20),
  /** What the breaker and people did in 90 days, newest first. */
  events: list(
    closed("PartnerMoment", {
      event: PartnerStep.properties.event,
      at: Instant,
      by: Type.String(),
      note: nullable(Type.String()),
      incident: nullable(Id),
    }),
    1_000,
  ),
});
export type HistoryQuery = Static<typeof HistoryQuery>;
export type PartnerHistory = Static<typeof PartnerHistory>;

export const HoldRequest = closed("HoldRequest", {
  partner: Id,
  method: Method,
  /** `open` suspends it now, `closed` brings it back now, `none` leaves it to the breaker. */
  hold: oneOf("none", "open", "closed"),
  note: Type.Optional(Text),
});
export type HoldRequest = Static<typeof HoldRequest>;

export const PartnerHeld = closed("PartnerHeld", {
  partner: Id,
  method: Method,
  state: oneOf("closed", "open", "probing"),
  hold: oneOf("none", "open", "closed"),
  held_by: nullable(Type.String()),
  incident: nullable(Id),
});
export type PartnerHeld = Static<typeof PartnerHeld>;
