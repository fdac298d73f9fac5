import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { Currency, Minor } from "@fenqi/core/money";
import { type BookDeps, bookCompensation } from "./book-compensation.ts";
import type { Change, Clock, Digest, Ids, NewVoucher, Vault, VoucherRow } from "./ports.ts";

export interface VoucherDeps {
  readonly ids: Ids;
  readonly digest: Digest;
  readonly vault: Vault;
  readonly now: Clock;
}

/** What is given to whom. */
export interface VoucherGrant {
  readonly merchant: string;
  /** The store's pseudonymous reference. */
  readonly shopper: string;
  readonly amount: Minor;
  readonly currency: Currency;
  /** It can be used before this instant. */
  readonly validUntil: Instant;
  /** What it is given for: a shopper gets one voucher per reference. A case's id, or one of its messages'. */
  readonly reference: string;
  /** The person who gives it. */
  readonly by: string;
}

/** A voucher just given, with its code in the clear for the one time that it is told. */
export interface GivenVoucher {
  readonly voucher: NewVoucher;
  /** `7K2M-94QF-0XZT-5RAD` */
  readonly code: string;
}

/**
 * Gives one voucher as goodwill, inside the caller's change; undefined when the shopper has one for this reference.
 * Whether it may be given, and how much, is the caller's to decide.
 */
export async function grantVoucher(
  deps: VoucherDeps & BookDeps,
  change: Pick<Change, "addVouchers" | "audit" | "book">,
  grant: VoucherGrant,
): Promise<GivenVoucher | undefined> {
  const given = makeVoucher(deps, { ...grant, source: "goodwill", compensation: null });
  const { voucher } = given;
  const [kept] = await change.addVouchers([voucher]);
  if (kept === undefined) return undefined;
  const { id, amount, currency, validUntil, reference, issuedAt: at, issuedBy: by } = voucher;
  const after = { amount, currency, valid_until: validUntil, reference };
  const booking = { merchant: grant.merchant, kind: "compensation_granted", amount, currency, reference: id } as const;
  await bookCompensation(deps, change, booking);
  await change.audit({ stream: "vouchers", action: "voucher.grant", subject: id, after, by, at });
  return given;
}

/** A voucher with a new code, not kept yet. */
export function makeVoucher(
  { ids, digest, vault, now }: VoucherDeps,
  grant: VoucherGrant & Pick<VoucherRow, "source" | "compensation">,
): GivenVoucher {
  const { merchant, shopper, by, ...rest } = grant;
  const code = ids.voucherCode();
  const voucher = {
    ...rest,
    id: ids.voucher(now()),
    code: vault.seal(code),
    codeHash: digest(code),
    shopper: vault.seal(shopper),
    marks: vault.shopperMarks(merchant, shopper),
    issuedAt: formatInstant(now()),
    issuedBy: by,
  };
  return { voucher, code };
}

/** A code as it is hashed, from what somebody typed: any case, spaces and dashes anywhere, letters that look like digits. */
export function plainCode(typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return plain.match(/.{1,4}/g)?.join("-") ?? "";
}
