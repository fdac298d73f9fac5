import type { Instant } from "@fenqi/core/calendar";
import type { Currency, Minor } from "@fenqi/core/money";

/** Why a voucher was given: under an adjustment's rule, or by support's own decision. */
export type VoucherSource = "compensation" | "goodwill";

/** A voucher as it is kept. */
export interface VoucherRow {
  readonly id: string;
  readonly amount: Minor;
  readonly currency: Currency;
  /** It can be used before this instant. */
  readonly validUntil: Instant;
  readonly source: VoucherSource;
  /** What it was given for: an adjustment's id, or support's own word. One per shopper. */
  readonly reference: string;
  readonly compensation: string | null;
  /** Sealed by the vault; null when erased. */
  readonly code: string | null;
  /** The shopper's reference, sealed by the vault; null when erased. */
  readonly shopper: string | null;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  readonly redeemedAt: Instant | null;
  /** The store's name for the order that used it. */
  readonly redeemedFor: string | null;
}

export interface NewVoucher extends Omit<VoucherRow, "redeemedAt" | "redeemedFor" | "code" | "shopper"> {
  readonly code: string;
  readonly codeHash: string;
  readonly shopper: string;
  /** Keyed hashes of the shopper's reference, newest key first. */
  readonly marks: readonly string[];
}

export interface Lapsed {
  readonly count: number;
  readonly sums: readonly { readonly currency: Currency; readonly amount: Minor }[];
}

/** What a change may do to vouchers. */
export interface VoucherChange {
  /** Keeps vouchers; one whose shopper has been given one for the same reason is left out. Ids of those that were kept. */
  addVouchers(vouchers: readonly NewVoucher[]): Promise<readonly string[]>;
  /** Held until the change ends. */
  voucherByCode(codeHash: string): Promise<VoucherRow | undefined>;
  redeemVoucher(id: string, order: string, at: Instant): Promise<void>;
  /** Marks so many vouchers at most that ran out unused by then: how many, and what they would have cost. */
  lapseVouchers(at: Instant, most: number): Promise<Lapsed>;
}

export interface VoucherStore {
  byCode(merchant: string, codeHash: string): Promise<VoucherRow | undefined>;
  /** Newest first; `marks` as for {@link NewVoucher}. */
  ofShopper(merchant: string, marks: readonly string[], limit: number): Promise<readonly VoucherRow[]>;
  /** By id, those after `after`. */
  ofCompensation(merchant: string, compensation: string, after: string, limit: number): Promise<readonly VoucherRow[]>;
  /** Erases code and shopper of those that ended before. */
  forget(endedBefore: Instant): Promise<void>;
}
