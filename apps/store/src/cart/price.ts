import type { Locale } from "@fenqi/shell";
import { choiceOf, skuOf, unitPrice } from "../products/find.ts";
import type { Basket, PricedBasket } from "./types.ts";
import type { ReadVoucher } from "./voucher.ts";

/** Fen. Voucher and gift card leave at least ¥1 to pay. */
export const GIFT_CARD = 20_000;
const LEAST_TO_PAY = 100;
const NO_VOUCHER: ReadVoucher = { code: null, amount: 0, note: null };

/**
 * The basket at today's prices. A voucher or gift card that would leave nothing to pay is not applied. `read`: what the
 * basket's code is worth now.
 */
export function priceBasket(basket: Basket, read: ReadVoucher = NO_VOUCHER): PricedBasket {
  const entries = basket.entries.flatMap(({ sku, quantity }) => {
    const choice = choiceOf(sku);
    if (!choice) return [];
    const unit = unitPrice(choice);
    return [{ choice, quantity, unit, amount: unit * quantity }];
  });
  const goods = entries.reduce((sum, entry) => sum + entry.amount, 0);
  const counts = read.amount > 0 && goods - read.amount >= LEAST_TO_PAY;
  const voucher = counts ? -read.amount : 0;
  const giftCard = basket.giftCard && goods + voucher - GIFT_CARD >= LEAST_TO_PAY ? -GIFT_CARD : 0;
  return {
    entries,
    goods,
    voucher,
    giftCard,
    total: goods + voucher + giftCard,
    voucherCode: counts ? read.code : null,
    voucherNote: read.amount > 0 && !counts ? "voucherTooMuch" : read.note,
  };
}

/** The basket as the quote asks for it. */
export function toCart(basket: PricedBasket, locale: Locale) {
  return {
    currency: "CNY",
    total: basket.total,
    items: basket.entries.map(({ choice, quantity, unit }) => ({
      sku: skuOf(choice),
      name: choice.product.fullName[locale],
      category: choice.product.category,
      tags: [...choice.product.tags],
      unit_amount: unit,
      quantity,
    })),
    lines: [
      { kind: "shipping" as const, amount: 0 },
      ...(basket.voucher ? [{ kind: "discount" as const, amount: basket.voucher }] : []),
      ...(basket.giftCard ? [{ kind: "gift_card" as const, amount: basket.giftCard }] : []),
    ],
  };
}
