import type { Instant } from "@fenqi/core/calendar";
import type { PlanContact } from "./plan-notice-ports.ts";
import type { ConsentRow } from "./plan-ports.ts";
import type { ChannelName, Subscription, WaitlistEntry } from "./telling-ports.ts";
import type { VoucherRow } from "./voucher-ports.ts";

/** By what a shopper is looked for: their reference, an address of theirs, or both. */
export interface Sought {
  /** The store's own; null where it gave none. */
  readonly ref: string | null;
  /** Keyed hashes of the reference, and of the address, under each key that is kept; newest first. */
  readonly shopperMarks: readonly string[];
  readonly addressMarks: readonly string[];
}

/** A quote that was given to a shopper. What was known of them is in its token. */
export interface ShopperQuote {
  readonly id: string;
  readonly code: string;
  readonly at: Instant;
  readonly token: string;
}

/** A message that was, or is to be, sent to a shopper. */
export interface ShopperMessage {
  readonly id: string;
  readonly channel: ChannelName;
  readonly template: string;
  readonly state: "waiting" | "sent" | "dead";
  readonly at: Instant;
}

/** What is kept of a shopper, as it is kept: sealed where it is sealed. */
export interface ShopperRows {
  /** Newest first. */
  readonly quotes: readonly ShopperQuote[];
  /** Ids of the plans made under the reference. */
  readonly plans: readonly string[];
  /** Of those plans, and of any that tell the address. */
  readonly contacts: readonly (PlanContact & { readonly plan: string })[];
  readonly consents: readonly (Omit<ConsentRow, "shown"> & { readonly plan: string; readonly shown: string })[];
  /** Ids of cases that the address opened, or that are about one of the quotes. */
  readonly cases: readonly string[];
  readonly waitlist: readonly WaitlistEntry[];
  readonly subscriptions: readonly Subscription[];
  readonly vouchers: readonly VoucherRow[];
  readonly messages: readonly ShopperMessage[];
}

/** How much is kept of a shopper, by kind; those that an erasure counts, and what stays. */
export interface HeldOfShopper {
  readonly counts: ErasedRows & { readonly plans: number; readonly consents: number };
  /** Ids of plans that have not ended: until they have, nothing is erased. */
  readonly running: readonly string[];
}

/** How many of each were erased. */
export interface ErasedRows {
  readonly quotes: number;
  readonly contacts: number;
  readonly cases: number;
  readonly waitlist: number;
  readonly subscriptions: number;
  readonly vouchers: number;
  readonly messages: number;
}

export interface ShopperStore {
  /** `limit`: quotes. */
  find(merchant: string, sought: Sought, limit: number): Promise<ShopperRows>;
  /** How many of each there are. Quotes are all counted, however many an export holds. */
  count(merchant: string, sought: Sought): Promise<HeldOfShopper>;
  /** Whether a shopper was erased after a quote was given to them. */
  isErased(merchant: string, marks: readonly string[], quotedAt: Instant): Promise<boolean>;
  /**
   * Forgets what has no more use: quotes that became no plan, or one that has ended, the shopper's reference of ended plans,
   * and what partners and sandbox channels have said. Quotes and callbacks from before an instant; plans of which nothing was
   * heard for so many days, by their own test clock or, without one, at an instant of the world's.
   */
  forget(old: {
    readonly quotes: Instant;
    readonly plans: { readonly at: Instant; readonly days: number };
    readonly callbacks: Instant;
  }): Promise<void>;
}

/** What a change may do to a shopper. */
export interface ShopperChange {
  /** Ids of what is theirs, held until the change ends; `running`: plans that have not ended. */
  holdShopper(sought: Sought): Promise<{ readonly plans: readonly string[]; readonly running: readonly string[] }>;
  /**
   * Erases what is kept of a shopper. Their plans stay, under `pseudonym`. `isTheirs`: of messages that wait, whether a sealed
   * address is the shopper's.
   */
  eraseShopper(
    sought: Sought,
    how: {
      readonly pseudonym: string;
      readonly at: Instant;
      readonly isTheirs: (channel: ChannelName, sealed: string) => boolean;
    },
  ): Promise<ErasedRows>;
}
