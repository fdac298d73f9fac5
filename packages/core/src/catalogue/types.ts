import type { Adjustment } from "../adjustment/types.ts";
import type { HolidayCalendar } from "../calendar/types.ts";
import type { MarketCeiling } from "../cost/index.ts";
import type { Explanation, Words } from "../explanation/types.ts";
import type { Offer, Partner } from "../offer/types.ts";

export interface Merchant {
  readonly id: string;
  readonly name: Words;
  /** IANA zone in which "today" and due dates are meant. */
  readonly time_zone: string;
  /** Answer to a message, in hours, and hours of the live desk, for the help line. */
  readonly help?: { readonly hours: string; readonly reply_hours: number };
  /** Days before a payment is due on which its shopper is reminded; 0: never. Default 3. */
  readonly remind_days?: number;
}

/** One merchant's whole state of what is offered: an immutable value, addressed by its hash. */
export interface Catalogue {
  readonly format: "fenqi.catalogue/1";
  readonly merchant: Merchant;
  readonly partners: readonly Partner[];
  readonly offers: readonly Offer[];
  /** The standard ones, and the merchant's own in their place. */
  readonly explanations: readonly Explanation[];
  readonly calendars?: readonly HolidayCalendar[];
  /** Ceilings on the yearly rate beside those of the regimes: a market's own. */
  readonly ceilings?: readonly MarketCeiling[];
  /** In force, scheduled, or lifted within the last 30 days. */
  readonly adjustments: readonly Adjustment[];
}
