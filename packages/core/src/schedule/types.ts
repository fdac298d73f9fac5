import type { BusinessDayRule, DayCount, EpochDay, Interval, IsoDate } from "../calendar/types.ts";
import type { Charge, Currency, Minor, Ppm, RoundingMode } from "../money/types.ts";

/**
 * How the money comes back.
 *
 * `annuity` 等额本息, `equal_principal` 等额本金, `interest_first` 先息后本, `bullet` 一次性还本付息, `flat_fee` 等本等息,
 * `interest_free` 免息, `lease` rent with a deposit and a buyout, `full` the whole amount at once, `issuer` priced by the
 * card's issuer and known to nobody else.
 */
export type RepaymentMethod =
  | "annuity"
  | "equal_principal"
  | "interest_first"
  | "bullet"
  | "flat_fee"
  | "interest_free"
  | "lease"
  | "full"
  | "issuer";

/** When a fee is collected: spread over the instalments, with the first one, at checkout, or with the last one. */
export type FeeTiming = "each" | "first" | "checkout" | "last";

/** A fee of its own, beside interest: `ppm` of the financed amount (`per: "total"`) or that again each period. */
export interface Fee {
  /** A stable code for the cost table: `instalment_fee`, `service_fee`, `guarantee_fee`, `stamp_duty`, … */
  readonly code: string;
  readonly charge: Charge;
  readonly per: "total" | "period";
  readonly when: FeeTiming;
  /** Partner id, or `store`; who collects it. */
  readonly charged_by: string;
  /** Tax on the fee, added to it. */
  readonly tax_ppm?: Ppm;
}

/** Where the minor units go that an even split leaves over. `spread`: one each to the earlier rows. */
export type Residue = "first" | "last" | "spread" | "carried";

/** Rounding named by the terms. What is absent follows docs/rules/rounding.md. */
export interface ScheduleRounding {
  readonly mode?: RoundingMode;
  /** The instalment is rounded to a multiple of this many minor units; the last row clears. */
  readonly multiple?: Minor;
  readonly residue?: Residue;
}

/** When instalments fall due. */
export interface DueRule {
  /** Day of the month that months without it clamp to; default the day of agreement. */
  readonly anchor_day?: number;
  /** Days from agreement to the first due date at least (then the next anchor day); an odd first period. */
  readonly first_after_days?: number;
  readonly business_day?: BusinessDayRule;
  /** Id of a holiday calendar in the catalogue; required when `business_day` is not `none`. */
  readonly calendar?: string;
}

/** Rent-to-own. */
export interface LeaseTerms {
  /** Rent each period, of the price or fixed. */
  readonly rent: Charge;
  readonly deposit: Charge;
  readonly deposit_waived?: boolean;
  /** What it costs to own it after so many paid periods, in rising `after`. Absent or empty: it can only be rented. */
  readonly buyouts: readonly { readonly after: number; readonly price: Charge }[];
  /** The shopper may hand it back after this many periods without paying more; absent: at any time. */
  readonly early_return_after?: number;
}

/** What happens only on default or early settlement: shown in the cost table, never part of the rate. */
export interface ContingentTerms {
  /** Late interest per day on the overdue principal. */
  readonly late_daily_ppm?: Ppm;
  /** A fixed late charge per missed instalment. */
  readonly late_fixed?: Minor;
  /** Charge for early settlement, of the remaining principal. */
  readonly early_ppm?: Ppm;
  /** Interest and fees not yet due are no longer charged on early settlement. */
  readonly early_rebate?: boolean;
}

/** Everything that turns an amount into a schedule. Rates are nominal yearly parts per million. */
export interface Terms {
  readonly repayment: RepaymentMethod;
  /** Yearly nominal rate on the outstanding principal. */
  readonly rate_ppm?: Ppm;
  readonly day_count?: DayCount;
  readonly fees?: readonly Fee[];
  /** Share of interest and fees that the store pays 商家贴息: 1_000_000 makes it interest-free for the shopper. */
  readonly store_bears_ppm?: Ppm;
  /** Part paid at checkout, before the instalments; the rest is financed. */
  readonly down_payment?: Charge;
  /** The first instalment is paid at checkout (pay-in-n). */
  readonly first_at_checkout?: boolean;
  /** Whole intervals that pass before the first period begins 先用后付. */
  readonly deferred_periods?: number;
  /** Interest accrues through the deferral and is due with the first instalment. Default false. */
  readonly deferred_interest?: boolean;
  /** First periods without principal, and first periods whose interest is due with the next one after. */
  readonly grace?: { readonly principal?: number; readonly interest?: number };
  /** Part of the principal that is due with the last instalment only. */
  readonly balloon?: Charge;
  readonly rounding?: ScheduleRounding;
  readonly due?: DueRule;
  readonly lease?: LeaseTerms;
  readonly contingent?: ContingentTerms;
}

/** One instalment. Amounts in minor units; `outstanding` is the principal owed after it. */
export interface ScheduleRow {
  readonly n: number;
  readonly due_on: IsoDate;
  readonly principal: Minor;
  readonly interest: Minor;
  readonly fee: Minor;
  readonly total: Minor;
  readonly outstanding: Minor;
}

/** `count` payments of `amount` in a row: "9 × 446.58, 3 × 446.57". */
export interface Run {
  readonly count: number;
  readonly amount: Minor;
}

export interface ScheduleInput {
  /** What is to be paid for: the cart's total. Positive. */
  readonly amount: Minor;
  readonly currency: Currency;
  readonly terms: Terms;
  /** Number of instalments, at least 1; for a lease, the rents until the buyout. */
  readonly count: number;
  readonly interval: Interval;
  /** The day of agreement in the merchant's zone. */
  readonly start: EpochDay;
  /** True for a non-business day; from the calendar that `terms.due.calendar` names. */
  readonly closed?: ((day: EpochDay) => boolean) | undefined;
}

/** The price of an option without its dates: all that a comparison needs. */
export interface Price {
  /** Everything the shopper pays, costs included; for a lease, total to own (the deposit comes back). */
  readonly total: Minor;
  /** `total` less the cart's amount. */
  readonly cost: Minor;
  /** Due at checkout: down payment, first instalment, fees at checkout, first rent and deposit. */
  readonly pay_today: Minor;
  /** The instalments after checkout, run by run. */
  readonly runs: readonly Run[];
  /** The amount of the first run, for comparing per period; `total` when paid in full. */
  readonly per_period: Minor;
  readonly interest: Minor;
  readonly fee: Minor;
  /** What the store pays of the cost. */
  readonly subsidy: Minor;
}

/** What is paid on which day, checkout included: all that a rate is made of. */
export interface Payments {
  /** Rising; those due at checkout stand first. */
  readonly days: readonly EpochDay[];
  /** What is paid on each of them. They sum to amount + cost exactly. */
  readonly payments: readonly Minor[];
}

/** A schedule before its rows are written out. */
export interface LaidSchedule extends Price, Payments {
  /** What each payment is made of. */
  readonly columns: {
    /** The number of the first row: 0 where something besides instalments is due at checkout, else 1. */
    readonly first: number;
    /** The principal before the first row. */
    readonly owed: Minor;
    readonly principal: readonly Minor[];
    readonly interest: readonly Minor[];
    readonly fee: readonly Minor[];
  };
  /** Fees collected, by code, as in the cost table. */
  readonly fee_items: readonly {
    readonly code: string;
    readonly amount: Minor;
    readonly charged_by: string;
    readonly when: FeeTiming;
  }[];
}

export interface Schedule extends LaidSchedule {
  /** A row for each payment, those due at checkout (row due on `start`) included. */
  readonly rows: readonly ScheduleRow[];
}
