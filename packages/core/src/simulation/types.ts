import type { Instant } from "../calendar/types.ts";
import type { Currency, Minor } from "../money/types.ts";
import type { QuoteInput } from "../quote/types.ts";

/** A quote that was asked for once: what it was asked with, and when. One JSON line of a quotes file. */
export interface RecordedQuote {
  /** Names it among the examples; its line does, where absent. */
  readonly id?: string;
  readonly at: Instant;
  readonly input: QuoteInput;
}

/** What carts are told apart by. A cart stands under each of its categories, and under each of its shopper's segments. */
export const SEGMENT_KINDS = ["market", "channel", "category", "amount", "shopper"] as const;
export type SegmentKind = (typeof SEGMENT_KINDS)[number];

export interface Segment {
  readonly by: SegmentKind;
  /** `amount`: the band's lower end in minor units; bands go 1, 2, 5, 10, 20, 50 … */
  readonly value: string;
}

/** A way that the cart has before and after. */
export interface KeptWay {
  readonly offer: string;
  /** Its total, where it has one on both sides. */
  readonly price: "same" | "dearer" | "cheaper";
  readonly place: "same" | "folded" | "unfolded";
}

/** A way that the cart has no more. */
export interface LostWay {
  readonly offer: string;
  /** The option that stands first among its ways out; null where nothing is left. */
  readonly caughtBy: string | null;
}

/** What one cart would see change. `lost` and `kept` are the ways before, `kept` and `gained` those after. */
export interface QuoteOutcome {
  readonly currency: Currency;
  readonly amount: Minor;
  readonly segments: readonly Segment[];
  readonly kept: readonly KeptWay[];
  readonly lost: readonly LostWay[];
  readonly gained: readonly string[];
  /** Had a way to pay in instalments, and has none after. Renting is not one. */
  readonly losesInstalments: boolean;
  /** Cost of the cheapest way to pay in instalments; null where none has a price. */
  readonly cheapest: { readonly before: Minor | null; readonly after: Minor | null };
}

/** Carts, and what they add up to in minor units of one currency; sums stop at 2^53 − 1. */
export interface Tally {
  readonly carts: number;
  readonly amount: Minor;
}

type Tallied<F extends string> = { readonly [K in F]: Tally };

/** `dearer` and `cheaper` speak of the cheapest instalments, where there are some on both sides. */
export const CART_FIELDS = ["all", "losing", "gaining", "without_instalments", "dearer", "cheaper"] as const;
export type CartField = (typeof CART_FIELDS)[number];

/** `dearer` … `unfolded` are part of `kept`. */
export const WAY_FIELDS = ["kept", "lost", "gained", "dearer", "cheaper", "folded", "unfolded"] as const;
export type WayField = (typeof WAY_FIELDS)[number];

export interface WaySummary extends Tallied<WayField> {
  readonly offer: string;
  /** Where those that lose it are pointed to first; `option` null where nothing is left. They add up to `lost`. */
  readonly caught_by: readonly (Tally & { readonly option: string | null })[];
}

export interface SegmentSummary extends Segment, Tallied<CartField> {}

/** Carts by the cost of their cheapest instalments, in percent of the cart. */
export interface CostBand {
  /** Above the band before, up to and with this; null above all. */
  readonly up_to_percent: number | null;
  readonly before: number;
  readonly after: number;
}

export interface CheapestSummary {
  /** Carts with a price on both sides, and what their cheapest instalments cost together. */
  readonly carts: number;
  readonly before: Minor;
  readonly after: Minor;
  readonly bands: readonly CostBand[];
  /** Carts without priced instalments. */
  readonly without: { readonly before: number; readonly after: number };
}

export interface CurrencySummary extends Tallied<CartField> {
  readonly currency: Currency;
  readonly ways: readonly WaySummary[];
  readonly segments: readonly SegmentSummary[];
  /** Kinds of which only the first {@link MOST_SEGMENTS} values in order are told. */
  readonly segments_cut: readonly SegmentKind[];
  readonly cheapest: CheapestSummary;
}

export const EXAMPLE_KINDS = [
  "without_instalments",
  "losing",
  "gaining",
  "dearer",
  "cheaper",
  "folded",
  "refused",
  "unreadable",
] as const;
export type ExampleKind = (typeof EXAMPLE_KINDS)[number];

/** What a replay of many quotes comes to. Made of parts in any order: see `mergeSummaries`. */
export interface SimulationSummary {
  /** Lines read; those below are among them. */
  readonly quotes: number;
  /** Neither catalogue could answer: an unknown market, an empty cart. */
  readonly refused: number;
  /** Not a recorded quote. */
  readonly unreadable: number;
  readonly currencies: readonly CurrencySummary[];
  /** The first of each kind, by id. */
  readonly examples: readonly { readonly kind: ExampleKind; readonly quotes: readonly string[] }[];
}

export const MOST_SEGMENTS = 200;
export const MOST_EXAMPLES = 10;
