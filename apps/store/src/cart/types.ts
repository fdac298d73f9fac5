import type { Choice } from "../products/types.ts";

/** What the shopper wants: kept in a cookie, without prices, without anything personal. */
export interface Basket {
  readonly entries: readonly { readonly sku: string; readonly quantity: number }[];
  readonly voucher: boolean;
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
}
