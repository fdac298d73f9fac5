import type { EpochDay } from "../calendar/types.ts";
import type { Minor } from "../money/types.ts";

export type RegimeId = "cn" | "us" | "eu" | "uk" | "in" | "br" | "jp" | "hk" | "tw" | "au";

/** Money at a day, seen by the shopper: positive = received (the goods' price), negative = paid. */
export interface CashFlow {
  readonly day: EpochDay;
  readonly amount: Minor;
}

/**
 * A yearly rate by one regime's own method. Figures are decimal strings of percent with six places ("13.034224");
 * null where the regime defines none. `headline` is the figure that must stand first, and `label` says what it is.
 */
export interface Rate {
  readonly regime: RegimeId;
  readonly nominal: string | null;
  readonly effective: string | null;
  readonly headline: string | null;
  /** A stable key for the words: `simple` 单利, `apr`, `aprc`, `comparison_rate`, `cet`, `real_annual` 実質年率, … */
  readonly label: string;
}

/** One line of a cost table. */
export interface DisclosureItem {
  readonly code: string;
  readonly amount: Minor;
  /** This item's own yearly figure by the regime's method, or null where it has none. */
  readonly rate: string | null;
  /** Partner id or `store`. */
  readonly charged_by: string;
  /** A stable key for how it is collected: `each`, `first`, `checkout`, `last`, `with_principal`, … */
  readonly how: string;
}

/** A ceiling of the law on late charges: `amount` in minor units, or `ppm` in parts per million of what is overdue; the other is null. */
export interface LateCeiling {
  /**
   * What keeps within it: late interest of a day; a plan's late fees together; its late charges together, by their yearly rate or in
   * one year of it; all that it costs, late or not.
   */
  readonly on:
    | "late_interest_by_day"
    | "late_fees_in_all"
    | "late_charges_by_year"
    | "late_charges_in_year"
    | "all_costs";
  readonly amount: Minor | null;
  readonly ppm: number | null;
}

/** A cost that arises only on default or early settlement. */
export interface ContingentItem {
  readonly code: "late_interest" | "late_fee" | "early_settlement";
  readonly amount: Minor | null;
  /** Parts per million per day, for late interest; of the remaining principal, for early settlement. */
  readonly ppm: number | null;
  /** Yearly figure in percent, six places. */
  readonly rate: string | null;
  readonly charged_by: string;
  /** True where interest and fees not yet due are no longer charged. */
  readonly rebate?: boolean;
  /** Present where the law can hold a late charge to less than the terms say; not empty. */
  readonly at_most?: readonly LateCeiling[];
}

/** The regime's disclosure of one option: 综合融资成本明示表, SECCI key items, TILA box, KFS … */
export interface Disclosure {
  /** `cn-2026-08-01`: regime and the date its rule took effect. */
  readonly id: string;
  readonly regime: RegimeId;
  /** What the regime asks before commitment. */
  readonly acknowledgement: { readonly reading_seconds: number; readonly confirm: boolean };
  /** Keys of the fields that the regime requires on the page. */
  readonly required: readonly string[];
  readonly items: readonly DisclosureItem[];
  readonly total: { readonly amount: Minor; readonly nominal: string | null; readonly effective: string | null };
  readonly contingent: readonly ContingentItem[];
  /** The statement that nothing else is charged, where the regime asks for it. */
  readonly nothing_else: boolean;
}
