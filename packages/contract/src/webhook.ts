import type { AdjustmentEventType } from "@fenqi/core/adjustment";
import type { PlanEventType } from "@fenqi/core/plan";
import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { paged } from "./page.ts";
import { closed, Id, Instant, list, nullable, oneOf } from "./values.ts";

export type EventType = AdjustmentEventType | PlanEventType;

/** Every type of event, and what it says. */
export const EVENT_TYPES = {
  "adjustment.scheduled": "A change to availability or terms is announced and will start",
  "adjustment.started": "It is in force",
  "adjustment.extended": "Another return is promised",
  "adjustment.return_missed": "The promised return has passed",
  "adjustment.ramping": "The way comes back for a share of shoppers",
  "adjustment.rolled_back": "The way that was coming back is closed again",
  "adjustment.lifted": "The way is back for all",
  "adjustment.withdrawn": "It was announced and will not start",
  "announcement.updated": "A word on how it goes",
  "plan.created": "A shopper has accepted an option",
  "plan.authorised": "The partner has agreed",
  "plan.declined": "The partner has not agreed",
  "plan.cancelled": "Ended before it began",
  "plan.activated": "It runs",
  "plan.row_due": "A row has fallen due",
  "plan.row_missed": "A row is overdue",
  "plan.late_charged": "Late charges were added",
  "plan.late_waived": "Late charges were taken back",
  "plan.caught_up": "Nothing is overdue any more",
  "plan.repaid": "Money was received",
  "plan.credited": "Money was received beyond what is owed",
  "plan.credit_applied": "Credit was used",
  "plan.credit_returned": "Credit was paid back",
  "plan.settled": "Nothing is owed any more",
  "plan.refunded": "All or part of the order was refunded",
  "plan.refund_paid_out": "A refund was paid to the shopper",
  "plan.due_dates_moved": "Rows fall due on other days",
  "plan.written_off": "What is owed is no longer expected",
  "plan.recovered": "Money was received after all",
  "plan.disputed": "The shopper disputes it",
  "plan.dispute_closed": "The dispute is decided",
  "plan.returned": "A leased thing is back, and nothing is owed",
  "plan.deposit_returned": "A deposit is no longer held: what of it comes back",
  "plan.bought_out": "A leased thing was bought",
  "plan.movement_done": "The partner has taken, let go of or given back money",
  "plan.movement_failed": "The partner will not move money that it was told to: nothing moved",
} as const satisfies { readonly [T in EventType]: string };

const TYPES = Object.keys(EVENT_TYPES);
const GROUPS = [...new Set(TYPES.map((type) => `${type.split(".")[0]}.*`))];

/** One type, all of a kind (`plan.*`), or all (`*`). */
export const EventPattern = Type.Unsafe<EventType | `${string}.*` | "*">(Type.Enum([...TYPES, ...GROUPS, "*"]));

export const WebhookEndpointRequest = closed("WebhookEndpointRequest", {
  url: Type.String({
    minLength: 9,
    maxLength: 500,
    pattern: "^https?://[^\\s\\\\#]+$",
    description: "https, and not inside the network.",
  }),
  events: list(EventPattern, TYPES.length, 1),
});

const endpoint = {
  id: Id,
  url: Type.String(),
  events: list(EventPattern, TYPES.length),
  /** `disabled`: the receiver answered 410. */
  state: oneOf("enabled", "disabled"),
  /** Secrets that sign beside the newest, until then; the newest one has null. */
  secrets: list(closed("WebhookSecret", { hint: Type.String(), until: nullable(Instant) }), 10),
  created_at: Instant,
  created_by: Type.String(),
};

export const WebhookEndpoint = closed("WebhookEndpoint", endpoint);
/** The only time that the secret itself is shown. */
export const WebhookSecretIssued = closed("WebhookSecretIssued", { ...endpoint, secret: Type.String() });
export const WebhookEndpoints = closed("WebhookEndpoints", { items: list(WebhookEndpoint, 100) });

export const RotateSecretRequest = closed("RotateSecretRequest", {
  overlap_hours: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 168, description: "How long the old secret signs as well; 24 where absent." }),
  ),
});

/** Nothing is asked. */
export const EnableRequest = closed("EnableRequest", {});
export const ReplayDeliveryRequest = closed("ReplayDeliveryRequest", {});

/** `only`: what was given up (where absent), or what was delivered as well. */
export const ReplayPeriodRequest = closed("ReplayPeriodRequest", {
  from: Instant,
  until: Instant,
  only: Type.Optional(oneOf("dead", "all")),
});
export const PeriodReplayed = closed("PeriodReplayed", { replayed: Type.Integer({ minimum: 0 }) });

const DeliveryId = Type.String({ pattern: "^dlv_[1-9]\\d{0,14}$" });

export const WebhookDelivery = closed("WebhookDelivery", {
  id: DeliveryId,
  endpoint: Id,
  /** The `webhook-id`: subject and number within it. */
  event: Type.String(),
  type: Type.String(),
  /** Id of the plan or the adjustment; its events arrive in their order. */
  subject: Type.String(),
  at: Instant,
  /** `dead`: given up after the last attempt. */
  state: oneOf("waiting", "delivered", "dead"),
  attempts: Type.Integer({ minimum: 0 }),
  /** Null when there is none, or an older event of the subject goes first. */
  next_attempt_at: nullable(Instant),
  last_attempt_at: nullable(Instant),
  last_status: nullable(Type.Integer()),
  last_error: nullable(Type.String()),
});

export const DeliveriesQuery = closed("DeliveriesQuery", {
  endpoint: Type.Optional(Id),
  state: Type.Optional(oneOf("waiting", "delivered", "dead")),
  subject: Type.Optional(Id),
  ...paged(DeliveryId),
});

export const WebhookDeliveries = closed("WebhookDeliveries", {
  items: list(WebhookDelivery, LIMITS.page),
  next_cursor: nullable(DeliveryId),
});

/** The body of a webhook. */
export interface WebhookEvent {
  /** The `webhook-id`: a second one of the same id can be dropped. */
  readonly id: string;
  readonly type: EventType;
  /** When it happened. */
  readonly timestamp: string;
  /** Id of the plan or the adjustment. */
  readonly subject: string;
  /** 1, 2, 3 … within the subject. */
  readonly sequence: number;
  readonly data: { readonly [fact: string]: unknown };
}

export type WebhookEndpointRequest = Static<typeof WebhookEndpointRequest>;
export type WebhookEndpoint = Static<typeof WebhookEndpoint>;
export type WebhookEndpoints = Static<typeof WebhookEndpoints>;
export type WebhookSecretIssued = Static<typeof WebhookSecretIssued>;
export type RotateSecretRequest = Static<typeof RotateSecretRequest>;
export type ReplayPeriodRequest = Static<typeof ReplayPeriodRequest>;
export type PeriodReplayed = Static<typeof PeriodReplayed>;
export type WebhookDelivery = Static<typeof WebhookDelivery>;
export type WebhookDeliveries = Static<typeof WebhookDeliveries>;
