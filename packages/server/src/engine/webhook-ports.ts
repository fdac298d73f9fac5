import type { Instant } from "@fenqi/core/calendar";

/** One of the secrets that sign, `whsec_…`, and until when; null for the newest. */
export interface EndpointSecret {
  readonly secret: string;
  readonly until: Instant | null;
}

export type EndpointState = "enabled" | "disabled";

/** A receiver of events, as it is kept. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  /** Types of events, or patterns: `plan.*`, `*`. */
  readonly events: readonly string[];
  readonly state: EndpointState;
  /** Every secret that may sign, newest first; sealed by the vault. */
  readonly secrets: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** `dead`: given up after the last attempt, until it is replayed. */
export type DeliveryState = "waiting" | "delivered" | "dead";

/** One event on its way to one endpoint. */
export interface WebhookDelivery {
  readonly seq: number;
  readonly endpoint: string;
  /** The `webhook-id`: the same at every attempt and replay. */
  readonly event: string;
  readonly subject: string;
  readonly type: string;
  readonly at: Instant;
  readonly state: DeliveryState;
  /** Since it was made, or replayed. */
  readonly attempts: number;
  /** The next attempt; null when there is none, or an older one of the same subject goes first. */
  readonly dueAt: Instant | null;
  readonly lastAt: Instant | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

export interface DeliveryFilter {
  readonly endpoint?: string;
  readonly state?: DeliveryState;
  readonly subject?: string;
}

export interface WebhookStore {
  /** Oldest first. */
  endpoints(merchant: string): Promise<readonly WebhookEndpoint[]>;
  endpoint(merchant: string, id: string): Promise<WebhookEndpoint | undefined>;
  /** Newest first, those before `seq`. */
  deliveries(
    merchant: string,
    filter: DeliveryFilter,
    before: number | undefined,
    limit: number,
  ): Promise<readonly WebhookDelivery[]>;
  /** Erases what was delivered, or given up, before. */
  forgetDeliveries(before: Instant): Promise<void>;
}

/** What a change may do to endpoints and deliveries, and the one place where an event is told. */
export interface WebhookChange {
  /** Appends an event, the next of its subject. `data`: plain, nobody's address. */
  appendEvent(event: {
    readonly subject: string;
    readonly type: string;
    readonly at: Instant;
    readonly data: unknown;
  }): Promise<void>;
  countEndpoints(): Promise<number>;
  readEndpoint(id: string): Promise<WebhookEndpoint | undefined>;
  /** From now on it is told of events. */
  addEndpoint(endpoint: WebhookEndpoint): Promise<void>;
  updateEndpoint(id: string, set: Partial<Pick<WebhookEndpoint, "state" | "secrets">>): Promise<void>;
  /** With all its deliveries. */
  removeEndpoint(id: string): Promise<void>;
  readDelivery(seq: number): Promise<WebhookDelivery | undefined>;
  /** Due now, with all attempts before it. */
  replayDelivery(seq: number, at: Instant): Promise<void>;
  /** The same for events of a period, those at `until` not among them. Returns how many. */
  replayPeriod(
    endpoint: string,
    period: { readonly from: Instant; readonly until: Instant },
    states: readonly DeliveryState[],
    at: Instant,
  ): Promise<number>;
}

/** An endpoint that one worker has for a while. */
export interface HeldEndpoint {
  readonly merchant: string;
  readonly id: string;
  readonly url: string;
  /** Sealed. */
  readonly secrets: string;
}

export interface DueDelivery {
  readonly seq: number;
  readonly event: string;
  readonly subject: string;
  readonly attempts: number;
  readonly body: string;
}

/** Where events are kept: of plans, and of everything else. */
export type EventSource = "events" | "plans";

/** An event that an endpoint was not told of; `seq` is its number in its source. */
export interface FreshEvent extends DueDelivery {
  /** An older one of its subject is waiting. */
  readonly isHeld: boolean;
}

/** The next events of a source. */
export interface FreshPage {
  readonly source: EventSource;
  /** Those that the endpoint wants, in order. */
  readonly events: readonly FreshEvent[];
  /** The last event of the page, wanted or not. */
  readonly through: number;
}

/** What became of one attempt. */
export interface Attempted {
  /** Of the delivery, or of the fresh event in its source. */
  readonly seq: number;
  /** Attempts before it: a result of an older attempt changes nothing. */
  readonly attempts: number;
  readonly delivered: boolean;
  /** The next attempt; null: there is none. */
  readonly dueAt: Instant | null;
  readonly status: number | null;
  readonly error: string | null;
}

/** The work of delivering. An endpoint is held by one worker at a time, and its deliveries are that worker's. */
export interface WebhookQueue {
  /** Takes endpoints with something to do that nobody holds. */
  claim(worker: string, at: Instant, until: Instant, limit: number): Promise<readonly HeldEndpoint[]>;
  /** Holds it longer; undefined when it is another's, disabled or gone. */
  renew(held: HeldEndpoint, worker: string, until: Instant): Promise<HeldEndpoint | undefined>;
  /** Deliveries that are due, each with those behind it in its subject, in order. */
  due(held: HeldEndpoint, at: Instant, limit: number): Promise<readonly DueDelivery[]>;
  /** Keeps results, and lets the next of each subject go. */
  record(held: HeldEndpoint, results: readonly Attempted[], at: Instant): Promise<void>;
  /** Events that it was not told of yet, those behind a page that is being sent; undefined where there are none. */
  fresh(held: HeldEndpoint, worker: string, limit: number, behind?: FreshPage): Promise<FreshPage | undefined>;
  /** Makes deliveries of fresh events that were tried, each with its result. */
  keep(
    held: HeldEndpoint,
    worker: string,
    source: EventSource,
    results: readonly Attempted[],
    at: Instant,
  ): Promise<void>;
  /** Ends a page: what was not tried of it becomes deliveries that wait, and the endpoint's place is behind it. */
  pass(held: HeldEndpoint, worker: string, page: FreshPage, untried: readonly number[], at: Instant): Promise<void>;
  /** Gives it back; nothing is sent before `restsUntil`. */
  release(held: HeldEndpoint, worker: string, restsUntil: Instant | null): Promise<void>;
}

export interface WebhookCall {
  readonly url: string;
  /** `webhook-id`. */
  readonly id: string;
  readonly atMs: number;
  /** Each signs: `whsec_…`. */
  readonly secrets: readonly string[];
  readonly body: string;
}

/** A status, or why there was none. */
export type WebhookAnswer =
  | { readonly status: number; readonly retryAfter: string | null }
  | { readonly status: null; readonly reason: string };

/** Why nothing may be sent to an address. */
export type UrlFlaw = "malformed" | "not_https" | "inside" | "credentials";

export interface WebhookSender {
  /** Undefined where it may be sent to. A name that is not known yet is taken. */
  refuses(url: string): Promise<UrlFlaw | undefined>;
  /** One attempt, within its time. Never throws. */
  send(call: WebhookCall, signal: AbortSignal): Promise<WebhookAnswer>;
  close(): void;
}
