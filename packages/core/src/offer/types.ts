import type { Instant, Interval } from "../calendar/types.ts";
import type { CauseFacts, ExplanationText, Words } from "../explanation/types.ts";
import type { Currency, Minor, Ppm } from "../money/types.ts";
import type { Terms } from "../schedule/types.ts";

/** A way to pay at a partner. */
export type Method = "card" | "debit" | "card_instalments" | "wallet_instalments" | "store_instalments" | "lease";

export type PartnerKind = "bank" | "consumer_finance" | "wallet" | "acquirer" | "lessor" | "house";

/** Who funds or processes. `name` is the approved public name. */
export interface Partner {
  readonly id: string;
  readonly kind: PartnerKind;
  readonly name: Words;
  /** The registered name, for the lender's line. */
  readonly legal_name?: Words;
}

/** `from` inclusive, `until` exclusive; an open end is absent. */
export interface Window {
  readonly from?: Instant;
  readonly until?: Instant;
}

/** A rule that declared conditions can't say. `when` is CEL over `cart`, `shopper`, `today`; false makes the way missing. */
export interface Rule {
  readonly code: string;
  readonly when: string;
  /** `order`: about the cart. `store`: a store rule about the shopper; the public words stay neutral. */
  readonly about: "order" | "store";
  /** Id of an explanation in the catalogue. */
  readonly explanation: string;
}

/** Declared eligibility. All present conditions must hold; every failing one is reported. */
export interface Conditions {
  readonly amount?: { readonly min?: Minor; readonly max?: Minor };
  /** At least one item in `in` and none in `out`. */
  readonly categories?: { readonly in?: readonly string[]; readonly out?: readonly string[] };
  readonly tags?: { readonly in?: readonly string[]; readonly out?: readonly string[] };
  /** Goods of these categories must make up at least this share of the goods' amount. */
  readonly share?: { readonly categories: readonly string[]; readonly min_ppm: Ppm };
  /** Cart line kinds that exclude this way (a gift card, a voucher's discount). */
  readonly excludes_lines?: readonly LineKind[];
  readonly shopper?: {
    readonly age?: { readonly min?: number; readonly max?: number };
    readonly verified?: boolean;
    readonly student?: boolean;
    readonly first_order?: boolean;
    readonly segments?: { readonly in?: readonly string[]; readonly out?: readonly string[] };
  };
  /** The shopper's outstanding plus this cart may not pass `max`. */
  readonly outstanding?: { readonly max: Minor };
  readonly active_plans?: { readonly max: number };
  /** Open only inside one of these. */
  readonly windows?: readonly Window[];
  readonly rules?: readonly Rule[];
}

/** An interest-free quota or the like: a promotion's places, used up as plans are made. */
export interface Quota {
  readonly id: string;
  readonly max_count?: number;
  readonly max_amount?: Minor;
  /** When places open again, if known. */
  readonly renews_at?: Instant;
}

/** An offer's terms with effective dates; never edited, only succeeded. */
export interface TermsVersion {
  readonly version: number;
  readonly effective_from: Instant;
  readonly terms: Terms;
  /** Why these succeeded the last: the id of an explanation; shown as `changed_from`. */
  readonly explanation?: string;
}

/** One partner × method × count × interval. */
export interface Offer {
  readonly id: string;
  readonly partner: string;
  readonly method: Method;
  /** Instalments after the down payment; 1 for full payment; null where only the card's issuer knows. */
  readonly count: number | null;
  readonly interval: Interval;
  readonly title?: Words;
  readonly markets: readonly string[];
  readonly channels: readonly string[];
  readonly currency: Currency;
  readonly prominence?: "normal" | "collapsed";
  readonly valid?: Window;
  readonly conditions?: Conditions;
  readonly quota?: Quota;
  /** Oldest first, `version` and `effective_from` rising; at least one. */
  readonly terms: readonly TermsVersion[];
}

export type LineKind = "shipping" | "discount" | "tax" | "gift_card";

export interface CartItem {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly unit_amount: Minor;
  readonly quantity: number;
}

/** Discounts and gift cards are negative. */
export interface CartLine {
  readonly kind: LineKind;
  readonly amount: Minor;
}

/** Items and lines add up to `total`, exactly. */
export interface Cart {
  readonly currency: Currency;
  readonly total: Minor;
  readonly items: readonly CartItem[];
  readonly lines?: readonly CartLine[];
}

/**
 * All that a quote reads of a cart, small enough for the token. Amounts in minor units; `goods` is the sum of the items.
 * Keys are sorted, so that equal carts give equal bytes.
 */
export interface CartFacts {
  readonly currency: Currency;
  readonly total: Minor;
  readonly goods: Minor;
  readonly categories: { readonly [category: string]: Minor };
  readonly tags: { readonly [tag: string]: Minor };
  readonly lines: { readonly [K in LineKind]?: Minor };
}

/** What the store knows of the shopper. Private: never in a public answer. */
export interface ShopperFacts {
  /** Pseudonymous reference, stable per shopper. */
  readonly ref?: string;
  readonly age?: number;
  readonly verified?: boolean;
  readonly student?: boolean;
  readonly first_order?: boolean;
  readonly segments?: readonly string[];
  readonly outstanding?: Minor;
  readonly active_plans?: number;
  /** Partners that have declined this shopper, by id: the opaque fact, never the reason. */
  readonly declined_by?: readonly string[];
}

/** The fixed precedence of causes is the order of CAUSE_CODES. */
export type CauseCategory =
  | "partner_terms"
  | "compliance"
  | "maintenance"
  | "business"
  | "incident"
  | "risk"
  | "validity"
  | "calendar"
  | "promotion"
  | "order"
  | "store"
  | "lender";

/** Why a way is missing. */
export interface Cause {
  readonly code: string;
  readonly category: CauseCategory;
  readonly explanation: ExplanationText;
  readonly facts: CauseFacts;
}

/** When a way returns. */
export type Back =
  | { readonly kind: "at"; readonly at: Instant }
  | { readonly kind: "window"; readonly from: Instant; readonly until: Instant }
  | { readonly kind: "update_by"; readonly by: Instant }
  | { readonly kind: "none" };

/** A change that the shopper can make. Those listed for a way, taken together, make it an option. */
export type Help =
  | { readonly change: "increase_total"; readonly by: Minor; readonly to: Minor }
  | { readonly change: "reduce_total"; readonly by: Minor; readonly to: Minor }
  | { readonly change: "remove_line"; readonly line: LineKind }
  | { readonly change: "remove_category"; readonly category: string }
  | { readonly change: "wait_until"; readonly at: Instant }
  | { readonly change: "verify_identity" };
