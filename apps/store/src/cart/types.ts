import type { Choice } from "../products/types.ts";

/** What the shopper wants: kept in a cookie, without prices, without anything personal. */
export interface Basket {
  readonly entries: readonly { readonly sku: string; readonly quantity: number }[];
  /** A voucher's code as it was typed; what it is worth is asked each time. */
  readonly voucher: string | null;
  readonly giftCard: boolean;
}

export interface PricedEntry {
  readonly choice: Choice;
  readonly quantity: number;
  /** Fen. */
  readonly unit: number;
  readonly amount: number;
}

/** A basket at today's prices, computed on the server each time. Amounts in fen. */
export interface PricedBasket {
  readonly entries: readonly PricedEntry[];
  readonly goods: number;
  /** Negative, or zero where not used or not usable. */
  readonly voucher: number;
  readonly giftCard: number;
  readonly total: number;
  /** Of the voucher that is counted; null without one. */
  readonly voucherCode: string | null;
  /** Why a voucher that was entered does not count. */
  readonly voucherNote: VoucherNote | null;
}

export type VoucherNote = "voucherUnknown" | "voucherUsed" | "voucherExpired" | "voucherTooMuch" | "voucherUnread";
