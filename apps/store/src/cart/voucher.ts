import type { StoreClient } from "../quote/ask.ts";
import type { Visit } from "../visit.ts";
import { priceBasket } from "./price.ts";
import type { PricedBasket, VoucherNote } from "./types.ts";

/** What a code is worth now. Fen; 0 with the reason why it is worth nothing here. */
export interface ReadVoucher {
  readonly code: string | null;
  readonly amount: number;
  readonly note: VoucherNote | null;
}

/** A voucher that may be entered with one tap. */
export interface OwnVoucher {
  readonly code: string;
  readonly amount: number;
}

const CURRENCY = "CNY";
const worthless = (note: VoucherNote): ReadVoucher => ({ code: null, amount: 0, note });

/** The visit's basket at today's prices, its voucher asked of the API. `order`: what may already have used it. */
export async function priceVisit(client: StoreClient, { basket }: Visit, order?: string): Promise<PricedBasket> {
  return basket.voucher === null ? priceBasket(basket) : priceBasket(basket, await read(client, basket.voucher, order));
}

async function read(client: StoreClient, typed: string, order?: string): Promise<ReadVoucher> {
  try {
    const { code, amount, currency, state, order: usedFor } = await client.voucher(typed);
    if (currency !== CURRENCY) return worthless("voucherUnknown");
    if (state === "valid" || (state === "used" && usedFor === order)) return { code, amount, note: null };
    return worthless(state === "used" ? "voucherUsed" : "voucherExpired");
  } catch (error) {
    return worthless(((error as { status?: number }).status ?? 500) < 500 ? "voucherUnknown" : "voucherUnread");
  }
}

/** The shopper's own vouchers that can be used now; none where the API does not answer. */
export async function ownVouchers(client: StoreClient, { shopper }: Visit): Promise<readonly OwnVoucher[]> {
  const { items } = await client.vouchers(shopper).catch(() => ({ items: [] }));
  return items.flatMap(({ code, amount, currency, state }) =>
    code !== null && currency === CURRENCY && state === "valid" ? [{ code, amount }] : [],
  );
}

/** Uses the counted voucher for an order, once. False when it cannot be used after all. */
export async function useVoucher(client: StoreClient, basket: PricedBasket, order: string): Promise<boolean> {
  if (basket.voucherCode === null) return true;
  const request = { code: basket.voucherCode, order, currency: CURRENCY, most: -basket.voucher };
  return client.redeemVoucher(request, { idempotencyKey: `voucher-${order}` }).then(
    () => true,
    (error: { status?: number }) => {
      if ((error.status ?? 500) >= 500) throw error;
      return false;
    },
  );
}
