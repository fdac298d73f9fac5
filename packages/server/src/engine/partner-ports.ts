import type { Instant } from "@fenqi/core/calendar";
import type { Currency, Minor, Ppm } from "@fenqi/core/money";
import type { Method } from "@fenqi/core/offer";

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
}

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

export type PartnerOperation = "describe_terms" | "pre_check" | "authorise" | "look_up";

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
  /** What became of an authorisation; undefined when it never arrived. */
  lookUp(ask: FundingAsk): Promise<PartnerAnswer<Authorisation | undefined>>;
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
  /** Calls about money in a span of time. Absent parts of the scope match everything. */
  totals(
    merchant: string,
    scope: { readonly partner?: string; readonly method?: Method },
    from: Instant,
    until: Instant,
  ): Promise<CallTotals>;
  forgetMinutesBefore(at: Instant): Promise<void>;
}

/** What a change may do to partners. */
export interface PartnerChange {
  readWatch(partner: string, method: Method): Promise<PartnerWatch | undefined>;
  saveWatch(watch: PartnerWatch, event: PartnerEvent | undefined): Promise<void>;
  openDrifts(partner: string, method: Method): Promise<readonly Drift[]>;
  addDrift(partner: string, method: Method, drift: Drift): Promise<void>;
  endDrift(partner: string, method: Method, drift: Difference, at: Instant): Promise<void>;
}
