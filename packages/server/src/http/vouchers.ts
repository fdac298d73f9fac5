import { LIMITS, type Voucher } from "@fenqi/contract";
import { parseInstant } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import type { Vault, VoucherRow } from "../engine/ports.ts";
import { readVoucher, redeemVoucher } from "../engine/redeem-voucher.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { answerRefusal } from "./problem.ts";

/** Vouchers for the store that shows and takes them. */
export function voucherRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, vouchers, telling, digest, now } = context;
  const { vault } = telling;
  const shown = (row: VoucherRow) => toVoucher(row, vault, now());

  addRoute(app, context, gate, "listVouchers", async ({ key, query }) => {
    const marks = vault.shopperMarks(key.merchant, query.shopper);
    const rows = await vouchers.ofShopper(key.merchant, marks, LIMITS.page);
    return { body: { items: rows.map(shown) } };
  });

  addRoute(app, context, gate, "readVoucher", async ({ key, params }) => {
    const voucher = await readVoucher({ vouchers, digest }, key.merchant, params.code);
    return voucher.ok ? { body: shown(voucher.value) } : answerRefusal(voucher.error);
  });

  addRoute(app, context, gate, "redeemVoucher", async (call) => {
    const once = onceOf(call, digest);
    const answer = (row: VoucherRow) => ({ status: 200, body: JSON.stringify(shown(row)) });
    return answerOnce(await redeemVoucher({ ...engine, vault }, { ...call.body, once, by: call.key.person, answer }));
  });
}

/** As the store sees it, with its code. */
const toVoucher = (row: VoucherRow, vault: Vault, nowMs: number): Voucher => ({
  ...about(row, nowMs),
  code: row.code && vault.open(row.code),
});

/** As the people see it who granted it: whose it is, and never its code. */
export const toGrant = (row: VoucherRow, vault: Vault, nowMs: number) => ({
  ...about(row, nowMs),
  shopper: row.shopper && vault.open(row.shopper),
});

const about = (row: VoucherRow, nowMs: number): Omit<Voucher, "code"> => ({
  id: row.id,
  amount: row.amount,
  currency: row.currency,
  valid_until: row.validUntil,
  state: row.redeemedAt !== null ? "used" : parseInstant(row.validUntil) <= nowMs ? "expired" : "valid",
  source: row.source,
  adjustment: row.source === "compensation" ? row.reference : null,
  issued_at: row.issuedAt,
  redeemed_at: row.redeemedAt,
  order: row.redeemedFor,
});
