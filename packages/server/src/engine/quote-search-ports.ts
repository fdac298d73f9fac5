import type { Instant } from "@fenqi/core/calendar";
import type { Minor } from "@fenqi/core/money";

/** Which recorded quotes; absent parts let everything through. */
export interface QuoteFilter {
  /** The beginning of a code, as it is kept. */
  readonly code?: string;
  readonly from?: Instant;
  readonly until?: Instant;
  readonly minTotal?: Minor;
  readonly maxTotal?: Minor;
  readonly currency?: string;
  readonly market?: string;
  readonly missing?: "some" | "none";
  /** An offer that was missing. */
  readonly offer?: string;
  readonly catalogueVersion?: string;
}

/** A recorded quote as a list shows it. */
export interface QuoteSummary {
  readonly id: string;
  readonly code: string;
  readonly at: Instant;
  readonly catalogueVersion: string;
  readonly market: string;
  readonly channel: string;
  readonly currency: string;
  readonly total: Minor;
  readonly options: number;
  readonly missing: number;
  readonly missingOffers: readonly string[];
  /** The plan that was made from it, if one stands. */
  readonly plan: string | null;
}

export interface QuoteFinder {
  /** Newest first, those after a place in that order. */
  search(
    merchant: string,
    filter: QuoteFilter,
    after: { readonly at: Instant; readonly id: string } | undefined,
    limit: number,
  ): Promise<readonly QuoteSummary[]>;
  /** Ids of the cases about a quote, newest first, the first few. */
  casesOf(merchant: string, code: string): Promise<readonly string[]>;
}
