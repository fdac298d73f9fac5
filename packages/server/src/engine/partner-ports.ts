import type { Instant } from "@fenqi/core/calendar";
import type { Currency, Minor, Ppm } from "@fenqi/core/money";
import type { Method } from "@fenqi/core/offer";
import type { ReadSettlementFile } from "./settlement-ports.ts";

/** One way that a partner says it offers. What is absent it does not report. */
export interface PartnerTerm {
  readonly method: Method;
  readonly count: number;
  readonly currency: Currency;
  readonly min?: Minor;
  readonly max?: Minor;
  /** Nominal rate a year. */
  readonly rate_ppm?: Ppm;
  /** Fee of the whole amount. */
  readonly fee_ppm?: Ppm;
}

/** What a partner is asked to fund. */
export interface FundingAsk {
  /** Ours, and the same for every call about one plan. */
  readonly reference: string;
  readonly method: Method;
  readonly count: number;
  readonly amount: Minor;
  readonly currency: Currency;
  /** The partner's own id, once it is known; some find it at once only by that. */
  readonly partnerId?: string;
  /** Where a shopper who has to agree at the partner is sent back to. */
  readonly returnUrl?: string;
}

/** A lender's no is one opaque word: its reason is dropped where it arrives. */
export interface PreCheck {
  readonly state: "likely" | "declined";
}

export interface Authorisation {
  readonly state: "approved" | "declined" | "pending";
  /** The partner's own id. */
  readonly partnerId: string;
  readonly reference: string;
  /** Where the shopper goes to agree with the partner, while it is `pending`. Absent where they need not go anywhere. */
  readonly redirect?: string;
}

/** Money that a partner is told to take from what it has authorised, to let go of, to give back, or to take from the shopper on its day. */
export type MovementKind = "capture" | "cancel" | "refund" | "collect";

/** What a partner is asked to do about an authorisation. The same request is done once, however often it is asked. */
export interface MovementAsk {
  readonly kind: MovementKind;
  /** As it was authorised. */
  readonly funding: FundingAsk;
  /** The partner's own id of the authorisation. */
  readonly partnerId: string;
  /** Ours: one for each movement, and the idempotency key. At most 64 letters, digits and `_`. */
  readonly request: string;
  /** Taken or given back; for a cancellation all that was authorised. In the currency of the authorisation. */
  readonly amount: Minor;
  /** Of a collection: the shopper's standing permission, by its name at whoever collects. */
  readonly mandate?: string;
}

export interface Movement {
  readonly state: "done" | "pending" | "declined";
  readonly request: string;
  /** The partner's own id of the movement. */
  readonly partnerId: string;
}

/** A message that says it comes from a partner, as it arrived. */
export interface CallbackMessage {
  /** By lower-case name. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** Byte for byte: the signature is over it. */
  readonly body: string;
}

/**
 * What a partner says has happened. It may come twice, late, before an older one or never: it is a reason to look up,
 * and `id` makes it count once.
 */
export interface PartnerCallback {
  readonly id: string;
  readonly at: Instant;
  readonly about: "authorisation" | MovementKind;
  readonly reference: string;
  /** Ours, of the movement. */
  readonly request?: string;
  readonly state: "approved" | "done" | "pending" | "declined";
  readonly amount: Minor;
  readonly currency: Currency;
}

/** `irrelevant`: rightly signed, and about nothing that a plan needs. */
export type CallbackVerdict =
  | { readonly kind: "verified"; readonly callback: PartnerCallback; readonly reply: string }
  | { readonly kind: "irrelevant"; readonly reply: string }
  | { readonly kind: "refused"; readonly why: "unsigned" | "signature" | "skew" | "replay" | "form" };

/** Why a call brought no answer that can be used. */
export type PartnerFault =
  | "timeout"
  | "unreachable"
  | "broken_off"
  | "server_error"
  | "refused"
  | "garbage"
  | "wrong_schema"
  | "too_large"
  /** Another amount, currency or reference than was asked. */
  | "mismatch"
  /** Signed by somebody else. */
  | "forged"
  /** Not called: the breaker is open. */
  | "breaker_open";

/**
 * What came of a call. `failed`: certainly without effect. `unclear`: it may have had its effect; look it up, never guess.
 * Neither ever counts as a yes.
 */
export type PartnerAnswer<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "failed"; readonly fault: PartnerFault }
  | { readonly kind: "unclear"; readonly fault: PartnerFault };

export type PartnerOperation =
  | "describe_terms"
  | "pre_check"
  | "authorise"
  | "look_up"
  | MovementKind
  | "look_up_movement";

/**
 * Who funds or processes. Every call has a deadline, a budget of retries, a breaker per method, and is counted; no call
 * throws. Quotes call nobody.
 */
export interface PartnerPort {
  /** What the partner offers now by this method. */
  describeTerms(method: Method): Promise<PartnerAnswer<readonly PartnerTerm[]>>;
  preCheck(ask: FundingAsk): Promise<PartnerAnswer<PreCheck>>;
  /** `key`: the same for every try of one authorisation, so that it is made once. */
  authorise(ask: FundingAsk, key: string): Promise<PartnerAnswer<Authorisation>>;
  /**
   * What became of an authorisation; undefined when the partner knows of none: it never arrived, or a shopper who was sent
   * there has not begun.
   */
  lookUp(ask: FundingAsk): Promise<PartnerAnswer<Authorisation | undefined>>;
  /** Takes what was authorised, or a part of it: once, the rest is let go. */
  capture(ask: MovementAsk): Promise<PartnerAnswer<Movement>>;
  /** Lets go of an authorisation of which nothing was taken. */
  cancel(ask: MovementAsk): Promise<PartnerAnswer<Movement>>;
  /** Gives back a part of what was taken, or all. */
  refund(ask: MovementAsk): Promise<PartnerAnswer<Movement>>;
  /** Whether it takes payments from shoppers on their day. */
  readonly collects: boolean;
  /** Takes what is due from the shopper, by their mandate. Refused where it does not collect. */
  collect(ask: MovementAsk): Promise<PartnerAnswer<Movement>>;
  /** What became of a movement; undefined when the partner knows of none. */
  lookUpMovement(ask: MovementAsk): Promise<PartnerAnswer<Movement | undefined>>;
  /** Whether a message is the partner's own, of the last five minutes, and new to this process. Calls nobody. */
  verifyCallback(message: CallbackMessage): Promise<CallbackVerdict>;
  readonly readSettlementFile: ReadSettlementFile;
  /** Whether this process calls it by this method now. */
  breaker(method: Method): "closed" | "open" | "half_open";
}

/** A partner of a merchant that a port stands for. */
export interface Connection {
  readonly merchant: string;
  readonly partner: string;
}

/** One call that was made, as it is counted: never who it was about. */
export interface PartnerCall extends Connection {
  readonly method: Method;
  readonly operation: PartnerOperation;
  readonly atMs: number;
  readonly ms: number;
  readonly result: "answered" | "declined" | PartnerFault;
}

/** The partners that this server is connected to. */
export interface Partners {
  find(merchant: string, partner: string): PartnerPort | undefined;
  all(): readonly Connection[];
}

export type WatchState = "closed" | "open" | "probing";

/** How a partner's method does, as all processes know it. */
export interface PartnerWatch extends Connection {
  readonly method: Method;
  readonly state: WatchState;
  readonly since: Instant;
  /** Probes that succeeded one after another. */
  readonly successes: number;
  /** Openings close to each other; they lengthen the least time open. */
  readonly openings: number;
  /** The adjustment that says so in words; null before the first. */
  readonly incident: string | null;
  /** A person's word against the breaker's. */
  readonly hold: "none" | "open" | "closed";
  readonly heldBy: string | null;
  /** When the partner is to be asked next. */
  readonly lookAt: Instant;
}

export type PartnerEventKind =
  | "opened"
  | "reopened"
  | "probing"
  | "closed"
  | "held_open"
  | "held_closed"
  | "released"
  | "drifted"
  | "drift_gone";

export interface PartnerEvent {
  readonly event: PartnerEventKind;
  readonly at: Instant;
  readonly by: string;
  readonly note: string | null;
}

export type DriftField = "count" | "min" | "max" | "rate_ppm" | "fee_ppm";

/** One figure that a partner reports and the terms in force have otherwise. Null: there is none. */
export interface Difference {
  readonly offer: string;
  readonly field: DriftField;
  readonly ours: number | null;
  readonly theirs: number | null;
}

export interface Drift extends Difference {
  readonly seenAt: Instant;
  /** The draft that it led to; null where no kind of adjustment could say it. */
  readonly adjustment: string | null;
}

/** Calls of one operation in one minute, in this process. */
export interface MinuteRow extends Connection {
  readonly method: Method;
  readonly operation: PartnerOperation;
  readonly minute: Instant;
  readonly calls: number;
  readonly declines: number;
  readonly errors: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Calls of all operations and processes. */
export interface CallTotals {
  readonly calls: number;
  readonly declines: number;
  readonly errors: number;
}

/** Calls with their latencies: the middle one weighed by calls, the slow one of the slowest minute. */
export interface CallFigures extends CallTotals {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface PartnerStore {
  /** Begins to watch what is not watched yet. */
  begin(watches: readonly PartnerWatch[]): Promise<void>;
  /** Those to be asked now, of the merchants named; nobody else gets them before `until`. */
  claim(merchants: readonly string[], at: Instant, until: Instant, limit: number): Promise<readonly PartnerWatch[]>;
  list(merchant: string): Promise<readonly PartnerWatch[]>;
  /** Newest first. */
  events(
    merchant: string,
    limit: number,
  ): Promise<readonly (PartnerEvent & { readonly partner: string; readonly method: Method })[]>;
  /** Differences that last. */
  drifts(merchant: string): Promise<readonly (Drift & { readonly partner: string; readonly method: Method })[]>;
  appendMinutes(process: string, rows: readonly MinuteRow[]): Promise<void>;
  /** Sums by minute since an instant, of all processes; the slowest process's p95. */
  minutes(merchant: string, since: Instant): Promise<readonly Omit<MinuteRow, "operation" | "merchant">[]>;
  /** Calls of one method since an instant, by stretches of so many seconds, and by operation. */
  history(
    merchant: string,
    line: { readonly partner: string; readonly method: Method },
    since: Instant,
    seconds: number,
  ): Promise<{
    readonly stretches: readonly (CallFigures & { readonly from: Instant })[];
    readonly operations: readonly (CallFigures & { readonly operation: string })[];
  }>;
  /** What happened to one method since an instant, newest first. */
  eventsOf(
    merchant: string,
    line: { readonly partner: string; readonly method: Method },
    since: Instant,
    limit: number,
  ): Promise<readonly (PartnerEvent & { readonly incident: string | null })[]>;
  /** Calls about money in a span of time. Absent parts of the scope match everything. */
  totals(
    merchant: string,
    scope: { readonly partner?: string; readonly method?: Method },
    from: Instant,
    until: Instant,
  ): Promise<CallTotals>;
  /** Makes days (UTC) of the minutes before an instant, which are forgotten, and forgets days before another. */
  foldMinutesBefore(minutes: Instant, days: Instant): Promise<void>;
}

/** What a change may do to partners. */
export interface PartnerChange {
  readWatch(partner: string, method: Method): Promise<PartnerWatch | undefined>;
  saveWatch(watch: PartnerWatch, event: PartnerEvent | undefined): Promise<void>;
  openDrifts(partner: string, method: Method): Promise<readonly Drift[]>;
  addDrift(partner: string, method: Method, drift: Drift): Promise<void>;
  endDrift(partner: string, method: Method, drift: Difference, at: Instant): Promise<void>;
}
