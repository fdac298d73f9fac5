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
