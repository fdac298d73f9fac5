import type { AdjustmentCause, AdjustmentKind } from "../adjustment/types.ts";
import type { Instant, Interval, IsoDate } from "../calendar/types.ts";
import type { Disclosure, Rate } from "../cost/types.ts";
import type { ExplanationText, Locale } from "../explanation/types.ts";
import type { Currency, Minor } from "../money/types.ts";
import type { Back, Cart, CartFacts, Cause, Help, Method, ShopperFacts } from "../offer/types.ts";
import type { Run, ScheduleRow } from "../schedule/types.ts";

/** A cart's question, as the shop asks it. */
export interface QuoteRequest {
  readonly cart: Cart;
  /** ISO 3166-1 alpha-2. */
  readonly market: string;
  readonly channel: string;
  readonly locale: Locale;
  readonly shopper?: ShopperFacts;
}

/** What the server knows and the request does not: held in memory, and kept in the token for replay. */
export interface Facts {
  /** Places taken of each quota, by quota id. */
  readonly quotas?: { readonly [quota: string]: { readonly count: number; readonly amount: Minor } };
  /** Partners whose calls fail now, by id; an incident adjustment says the same in words. */
  readonly partners_down?: readonly string[];
}

/** All that the quote reads, besides the catalogue and the instant; what the token keeps. */
export interface QuoteInput {
  readonly cart: CartFacts;
  readonly market: string;
  readonly channel: string;
  readonly locale: Locale;
  readonly shopper?: ShopperFacts;
  readonly facts?: Facts;
}

/** An adjustment that a shopper sees on an option: demoted, repriced, or back after a pause (`lift`). */
export interface OptionAdjustment {
  readonly id: string;
  readonly kind: Exclude<AdjustmentKind, "inform"> | "lift";
  readonly cause: AdjustmentCause;
  readonly explanation: ExplanationText;
}

/** Terms before they changed, and since when they are what they are. */
export interface ChangedFrom {
  readonly total: Minor;
  readonly runs: readonly Run[];
  readonly since: Instant;
  readonly explanation?: ExplanationText;
}

export interface LeaseFacts {
  readonly deposit: Minor;
  readonly deposit_waived: boolean;
  readonly rent: Minor;
  readonly buyouts: readonly { readonly after: number; readonly price: Minor }[];
  /** Yearly rate that makes renting and owning comparable; never a headline. */
  readonly comparison_rate: string | null;
}

/** Who lends or processes, as an option shows it. `legal_name` where the catalogue has one: the lender's line. */
export interface OptionPartner {
  readonly id: string;
  readonly name: string;
  readonly legal_name?: string;
}

/** One row of an option's schedule. */
export type OptionRow = ScheduleRow;

/** An offer that this cart can use. */
export interface Option {
  /** Stable within a quote: the offer's id. */
  readonly id: string;
  readonly offer: string;
  readonly partner: OptionPartner;
  readonly method: Method;
  readonly count: number | null;
  readonly interval: Interval;
  readonly prominence: "normal" | "collapsed";
  /** The first three are null where `priced_by` is `issuer`. */
  readonly pay_today: Minor | null;
  readonly runs: readonly Run[];
  readonly total: Minor | null;
  readonly cost: Minor | null;
  readonly rate: Rate | null;
  readonly priced_by: "offer" | "issuer";
  /** First instalment after checkout; the day of agreement when everything is due at once. */
  readonly first_due_on: IsoDate | null;
  readonly last_due_on: IsoDate | null;
  /** Absent with `?schedules=none`. */
  readonly schedule?: readonly OptionRow[];
  /** Id and acknowledgement; whole on the option's own address. */
  readonly disclosure: Pick<Disclosure, "id" | "acknowledgement"> | Disclosure;
  readonly badges: readonly ("interest_free" | "lowest_total" | "store_pays_part" | "restored")[];
  readonly adjustments: readonly OptionAdjustment[];
  readonly changed_from?: ChangedFrom;
  readonly lease?: LeaseFacts;
}

/** Another way, priced at the same instant. Differences are alternative less missing way; null where either has no price. */
export interface Alternative {
  /** An option's id in this quote. */
  readonly option: string;
  readonly extra_total: Minor | null;
  readonly extra_per_period: Minor | null;
}

/** An offer that this cart cannot use. */
export interface MissingWay {
  readonly offer: string;
  readonly partner: { readonly id: string; readonly name: string };
  readonly method: Method;
  readonly count: number | null;
  readonly interval: Interval;
  /** All of them, in the fixed precedence; never empty. */
  readonly causes: readonly Cause[];
  readonly back: Back;
  readonly would_help: readonly Help[];
  readonly alternatives: readonly Alternative[];
  /** The adjustment that speaks first, if one does. */
  readonly adjustment?: string;
}

/** The compared part of a quote: everything but id and token. A pure function of catalogue, request, facts and instant. */
export interface QuoteAnswer {
  readonly created_at: Instant;
  readonly expires_at: Instant;
  readonly catalogue_version: string;
  readonly currency: Currency;
  readonly total: Minor;
  readonly options: readonly Option[];
  readonly missing: readonly MissingWay[];
}

/** One way of a comparison. A lease stands twice: rented until it is bought, and only rented. */
export interface ComparedWay {
  readonly option: string;
  readonly kind: "buy" | "rent_to_own" | "rent";
  readonly partner: OptionPartner;
  readonly method: Method;
  readonly count: number | null;
  readonly pay_today: Minor;
  readonly runs: readonly Run[];
  /** Null where it never becomes the shopper's. */
  readonly total_to_own: Minor | null;
  readonly extra_over_cash: Minor | null;
  readonly rate: Rate | null;
  /** Equivalent yearly rate of a lease, for comparison only. */
  readonly comparison_rate: string | null;
  readonly deposit: Minor | null;
  readonly rent: Minor | null;
  readonly buyout: { readonly after: number; readonly price: Minor } | null;
  readonly if_returned: "store_return" | "rent_stops";
  readonly yours: "today" | "after_buyout" | "never";
  /** All paid in the named months of use, less what it sells for if it is the shopper's by then. */
  readonly net_cost: Minor;
  /** True on every way that ties for the lowest `net_cost`. */
  readonly lowest: boolean;
  /** Paid so far, deposit left out: entry m is after the payments due in month m, 0 = today … 24. */
  readonly paid_by_month: readonly Minor[];
}

/** "Rent or buy, which is cheaper?" for a length of use and a resale value that the shopper names. */
export interface Comparison {
  readonly months: number;
  readonly resale: Minor;
  readonly currency: Currency;
  readonly cash_price: Minor;
  readonly ways: readonly ComparedWay[];
  /** Cheapest buying way against only renting, for `months` of use; null without a lease. */
  readonly verdict: { readonly cheaper: "buy" | "rent" | "same"; readonly by: Minor } | null;
  /** The first month at which renting has cost as much as buying and selling; null when never within 60 months. */
  readonly break_even: { readonly month: number; readonly on: IsoDate; readonly payment: number } | null;
}
