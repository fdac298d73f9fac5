import type { Instant, Interval, IsoDate } from "../calendar/types.ts";
import type { RegimeId } from "../cost/types.ts";
import type { Entry } from "../ledger/index.ts";
import type { Currency, Minor } from "../money/types.ts";
import type { Method } from "../offer/types.ts";
import type { ContingentTerms, RepaymentMethod } from "../schedule/types.ts";
import type { AllocationOrder } from "./allocation.ts";
import type { PlanState } from "./states.ts";

/**
 * Whose money a plan is.
 *
 * `house`: the store lends. What the shopper owes is the store's receivable, interest, fees and late charges are its income, and a
 * loss is its loss. `partner`: the partner lends or processes. It owes the store the amount less the store's subsidy, collects
 * from the shopper, keeps interest, fees and late charges, and bears the loss; the shopper's debt stands in memo accounts.
 */
export type Funding = "house" | "partner";

/**
 * One row of a plan. Amounts in minor units, never negative, and no `paid_*` above its part.
 *
 * The parts are what the shopper owes in all for this row, paid or not: they change by refunds and settlement only (`late` grows
 * day by day while it is missed). Flat, so that the daily close can work on rows as a set.
 */
export interface PlanRow {
  /** From 1; 0 is what is due at checkout beside the instalments. */
  readonly n: number;
  readonly due_on: IsoDate;
  readonly principal: Minor;
  readonly interest: Minor;
  readonly fee: Minor;
  /** Late charges so far. */
  readonly late: Minor;
  /** What the store pays of this row's cost, not owed by the shopper. */
  readonly subsidy: Minor;
  readonly paid_principal: Minor;
  readonly paid_interest: Minor;
  readonly paid_fee: Minor;
  readonly paid_late: Minor;
  /** Its day has come: its interest and fee are earned (house) and it is collected. */
  readonly fallen_due: boolean;
  /** Late charges by the terms, and what the regime allows, both accrued day by day: the lesser is charged. */
  readonly late_accrued: Minor;
  readonly late_allowed: Minor;
}

/** A lease's own facts. Its rows are the rents; the buyout is no row, for the shopper need not take it. */
export interface PlanLease {
  /** Held from the day the goods go out; before it, to be held; 0 once it is settled, or nothing comes of the lease. */
  readonly deposit: Minor;
  /** Cost to own it after so many paid rents, rising in `after`. */
  readonly buyouts: readonly { readonly after: number; readonly price: Minor }[];
  /** Rents that must have fallen due before it may be handed back; 0 at any time. */
  readonly early_return_after: number;
  /** The goods are back; what is owed remains. */
  readonly returned_on: IsoDate | null;
  /** The goods are the shopper's. */
  readonly bought_on: IsoDate | null;
}

/** What the law's ceilings for high-cost short-term credit are reckoned from. Units: minor units. */
export interface HighCostShortTerm {
  /** What was lent when it was agreed: principal that was not paid at checkout. */
  readonly lent: Minor;
  /** Fixed late charges so far, waived ones too. */
  readonly fixed: Minor;
}

/** An open dispute. `held`: what the partner has withheld from the store. */
export interface PlanDispute {
  readonly reason: string;
  readonly opened_on: IsoDate;
  readonly held: Minor;
}

/**
 * The agreement made from an option, and where it stands. A plain value: commands make a new one.
 *
 * Invariant: the rows' principal, plus what refunds took off the rows, is `amount` (a lease repays none).
 */
export interface Plan {
  readonly id: string;
  readonly order_ref: string;
  readonly state: PlanState;
  readonly funding: Funding;
  readonly partner: string;
  readonly offer: string;
  readonly terms_version: number | null;
  readonly method: Method;
  readonly repayment: RepaymentMethod;
  /** `issuer`: the card's issuer prices and collects; the one row is what the store is paid. */
  readonly priced_by: "offer" | "issuer";
  readonly regime: RegimeId;
  readonly currency: Currency;
  /** The cart's total. */
  readonly amount: Minor;
  readonly agreed_on: IsoDate;
  readonly interval: Interval;
  readonly rows: readonly PlanRow[];
  readonly contingent: ContingentTerms | null;
  /** Only where the agreement was such when it was made, and its regime knows such. */
  readonly high_cost_short_term?: HighCostShortTerm;
  readonly allocation: AllocationOrder;
  /** Money that has arrived and is owed to nobody yet. */
  readonly credit: Minor;
  /** What the store owes the shopper and has not paid out yet: paid parts given back, a deposit, returned credit. */
  readonly refund_payable: Minor;
  /** Goods given back so far, of `amount`. */
  readonly refunded: Minor;
  /** Already paid parts that refunds gave back. */
  readonly paid_back: {
    readonly principal: Minor;
    readonly interest: Minor;
    readonly fee: Minor;
    readonly subsidy: Minor;
  };
  readonly lease: PlanLease | null;
  readonly dispute: PlanDispute | null;
  /** The day up to which falling due and late charges are worked out. */
  readonly closed_through: IsoDate;
}

/** When a command happens: the instant, and the merchant's own day at it. */
export interface Moment {
  readonly at: Instant;
  readonly today: IsoDate;
}

export type Party = "shopper" | "store" | "partner";

/** One thing that a command changed. */
export interface Change {
  /** The row's number; null for the plan itself. */
  readonly row: number | null;
  /**
   * A field of the row or of the plan, by name, which was `before`; or an amount that is no field of it, from 0: a lease's
   * `deposit_taken` and `damage`.
   */
  readonly what: string;
  readonly before: Minor | string | null;
  readonly after: Minor | string | null;
  /** Who gives the difference, and who gets it; null where nobody's money moves. */
  readonly from: Party | null;
  readonly to: Party | null;
}

/** What happened, for the outbox and the timeline. `data` holds ids, amounts and dates only. */
export interface PlanEvent {
  readonly type: PlanEventType;
  readonly at: Instant;
  readonly plan: string;
  readonly data: { readonly [fact: string]: Minor | string | boolean | null };
}

export type PlanEventType =
  | "plan.created"
  | "plan.authorised"
  | "plan.declined"
  | "plan.cancelled"
  | "plan.activated"
  | "plan.row_due"
  | "plan.row_missed"
  | "plan.late_charged"
  | "plan.late_waived"
  | "plan.caught_up"
  | "plan.repaid"
  | "plan.credited"
  | "plan.credit_applied"
  | "plan.credit_returned"
  | "plan.settled"
  | "plan.refunded"
  | "plan.due_dates_moved"
  | "plan.written_off"
  | "plan.recovered"
  | "plan.disputed"
  | "plan.dispute_closed"
  | "plan.returned"
  | "plan.deposit_returned"
  | "plan.bought_out"
  | "plan.refund_paid_out"
  | "plan.movement_done"
  | "plan.movement_failed";

/** All that a command decided; recorded whole or not at all. `entries` balance and are one ledger transaction. */
export interface PlanDecision {
  readonly plan: Plan;
  readonly changes: readonly Change[];
  readonly entries: readonly Entry[];
  readonly events: readonly PlanEvent[];
}

/** A business answer: nothing changed. */
export type PlanRefusal =
  | { readonly code: "wrong_state"; readonly state: PlanState; readonly command: string }
  | { readonly code: "amount_not_positive"; readonly amount: Minor }
  | { readonly code: "over_outstanding"; readonly outstanding: Minor; readonly amount: Minor }
  | { readonly code: "over_refundable"; readonly refundable: Minor; readonly amount: Minor }
  | { readonly code: "over_refund_payable"; readonly refund_payable: Minor; readonly amount: Minor }
  | { readonly code: "over_credit"; readonly credit: Minor; readonly amount: Minor }
  | { readonly code: "over_late_charges"; readonly late: Minor; readonly amount: Minor }
  | { readonly code: "over_deposit"; readonly deposit: Minor; readonly amount: Minor }
  | { readonly code: "settlement_quote_expired"; readonly expired_at: Instant }
  | { readonly code: "settlement_quote_stale"; readonly total: Minor; readonly quoted: Minor }
  | { readonly code: "instalments_not_shortened"; readonly interest: Minor }
  | {
      readonly code: "due_date_out_of_range";
      readonly earliest: IsoDate;
      readonly latest: IsoDate;
      readonly due_on: IsoDate;
    }
  | { readonly code: "nothing_to_move" }
  | { readonly code: "day_already_closed"; readonly closed_through: IsoDate; readonly day: IsoDate }
  | { readonly code: "not_a_lease" }
  | { readonly code: "lease_not_refundable" }
  | { readonly code: "lease_not_settleable" }
  | { readonly code: "already_returned"; readonly returned_on: IsoDate }
  | { readonly code: "already_bought"; readonly bought_on: IsoDate }
  | { readonly code: "return_too_early"; readonly after: number; readonly fallen_due: number }
  | { readonly code: "no_buyout"; readonly after: number | null; readonly paid: number };
