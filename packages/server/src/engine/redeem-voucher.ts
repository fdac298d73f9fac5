import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import type { Currency, Minor } from "@fenqi/core/money";
import { bookCompensation } from "./book-compensation.ts";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { plainCode } from "./grant-voucher.ts";
import type { OnceOutcome, Vault, VoucherRow, VoucherStore } from "./ports.ts";
import { done, type Refusal, type Result, refuse } from "./refusals.ts";

export interface RedeemVoucher extends ChangeCommand<VoucherRow> {
  /** As the shopper typed it. */
  readonly code: string;
  /** The store's name for the order. */
  readonly order: string;
  readonly currency: Currency;
  /** The most that may be taken off. Minor units. */
  readonly most: Minor;
  /** Who redeems it, where the store binds vouchers to whom they were given. */
  readonly shopper?: string;
}

export interface RedeemDeps extends ChangeDeps {
  readonly vault: Vault;
}

/**
 * Uses a voucher for an order, whole and once. The order that used it may ask again, with any key: it is the same use.
 * Refused in this order: unknown, another shopper's, used, expired, not for this order.
 */
export function redeemVoucher(deps: RedeemDeps, command: RedeemVoucher): Promise<OnceOutcome<Result<VoucherRow>>> {
  const { code, order, by } = command;
  return changeOnce(deps, command, async (change) => {
    const voucher = await change.voucherByCode(deps.digest(plainCode(code)));
    if (!voucher) return refuse({ code: "voucher_unknown" });
    if (voucher.redeemedFor === order) return done(voucher);
    const refusal = whyNot(deps, voucher, command);
    if (refusal) return refuse(refusal);
    const at = formatInstant(deps.now());
    await change.redeemVoucher(voucher.id, order, at);
    const { id, amount, currency } = voucher;
    const booking = {
      merchant: command.once.merchant,
      kind: "compensation_used",
      amount,
      currency,
      reference: id,
    } as const;
    await bookCompensation(deps, change, booking);
    const after = { amount, currency, order };
    await change.audit({ stream: "vouchers", action: "voucher.redeem", subject: id, after, by, at });
    return done({ ...voucher, redeemedAt: at, redeemedFor: order });
  });
}

function whyNot({ vault, now }: RedeemDeps, voucher: VoucherRow, command: RedeemVoucher): Refusal | undefined {
  const { currency, most, shopper } = command;
  const own = shopper === undefined || voucher.shopper === null || vault.open(voucher.shopper) === shopper;
  if (!own) return { code: "voucher_of_another" };
  if (voucher.redeemedAt !== null) return { code: "voucher_used" };
  if (parseInstant(voucher.validUntil) <= now()) return { code: "voucher_expired" };
  if (voucher.currency !== currency || voucher.amount > most) return { code: "voucher_not_for_order" };
  return undefined;
}

/** What a code stands for, changing nothing. */
export async function readVoucher(
  { vouchers, digest }: { readonly vouchers: VoucherStore; readonly digest: ChangeDeps["digest"] },
  merchant: string,
  code: string,
): Promise<Result<VoucherRow>> {
  const voucher = await vouchers.byCode(merchant, digest(plainCode(code)));
  return voucher ? done(voucher) : refuse({ code: "voucher_unknown" });
}
