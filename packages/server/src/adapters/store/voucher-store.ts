import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { VoucherChange, VoucherRow, VoucherStore } from "../../engine/ports.ts";
import type { Row, Tables } from "./tables.ts";

export const voucherStore = (db: Kysely<Tables>): VoucherStore => ({
  byCode: (merchant, codeHash) => one(byCode(db, merchant, codeHash)),

  async ofShopper(merchant, marks, limit) {
    const rows = await db
      .selectFrom("voucher")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("shopper_mark", "in", [...marks])
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return rows.map(toVoucher);
  },

  async ofCompensation(merchant, compensation, after, limit) {
    const rows = await db
      .selectFrom("voucher")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("compensation_id", "=", compensation)
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map(toVoucher);
  },

  async forget(endedBefore) {
    await sql`
      update voucher set code = null, shopper = null
      where shopper is not null and valid_until < ${endedBefore}::timestamptz`.execute(db);
  },
});

/** Vouchers, inside a transaction that holds the merchant's row. */
export const voucherChangeIn = (trx: Kysely<Tables>, merchant: string): VoucherChange => ({
  async addVouchers(vouchers) {
    if (vouchers.length === 0) return [];
    // A mark under an older key is the same shopper's: the unique constraint knows the newest key only.
    const batch = JSON.stringify(
      vouchers.map(({ validUntil, codeHash, issuedAt, issuedBy, compensation, ...row }) => ({
        ...row,
        shopper_mark: row.marks[0],
        valid_until: validUntil,
        code_hash: codeHash,
        issued_at: issuedAt,
        issued_by: issuedBy,
        compensation_id: compensation,
      })),
    );
    const { rows } = await sql<{ id: string }>`
      insert into voucher (merchant_id, id, code_hash, code, shopper_mark, shopper, currency, amount, valid_until,
        source, reference, compensation_id, issued_at, issued_by)
      select ${merchant}, row.id, row.code_hash, row.code, row.shopper_mark, row.shopper, row.currency, row.amount,
        row.valid_until, row.source, row.reference, row.compensation_id, row.issued_at, row.issued_by
      from json_to_recordset(${batch}::json) as row(
        id text, code_hash text, code text, shopper_mark text, marks json, shopper text, currency text, amount bigint,
        valid_until timestamptz, source text, reference text, compensation_id text, issued_at timestamptz, issued_by text)
      where not exists (
        select 1 from voucher as given
        where given.merchant_id = ${merchant} and given.source = row.source and given.reference = row.reference
          and given.shopper_mark in (select json_array_elements_text(row.marks)))
      on conflict (merchant_id, source, reference, shopper_mark) do nothing
      returning id`.execute(trx);
    return rows.map(({ id }) => id);
  },

  async lapseVouchers(at, most) {
    const { rows } = await sql<{ currency: string; amount: string; count: string }>`
      with lapsed as (
        update voucher set lapsed_at = ${at}::timestamptz
        where merchant_id = ${merchant} and id in (
          select id from voucher
          where merchant_id = ${merchant} and redeemed_at is null and lapsed_at is null and valid_until <= ${at}::timestamptz
          order by valid_until limit ${most})
        returning currency, amount)
      select currency, sum(amount) as amount, count(*) as count from lapsed group by currency order by currency`.execute(
      trx,
    );
    const sums = rows.map(({ currency, amount }) => ({ currency, amount: Number(amount) }));
    return { count: rows.reduce((sum, { count }) => sum + Number(count), 0), sums };
  },

  voucherByCode: (codeHash) => one(byCode(trx, merchant, codeHash).forUpdate()),

  async redeemVoucher(id, order, at) {
    await trx
      .updateTable("voucher")
      .set({ redeemed_at: at, redeemed_for: order })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .execute();
  },
});

const byCode = (db: Kysely<Tables>, merchant: string, codeHash: string) =>
  db.selectFrom("voucher").selectAll().where("merchant_id", "=", merchant).where("code_hash", "=", codeHash);

async function one(query: SelectQueryBuilder<Tables, "voucher", Row<"voucher">>): Promise<VoucherRow | undefined> {
  const row = await query.executeTakeFirst();
  return row && toVoucher(row);
}

export const toVoucher = (row: Row<"voucher">): VoucherRow => ({
  id: row.id,
  amount: Number(row.amount),
  currency: row.currency,
  validUntil: row.valid_until.toISOString(),
  source: row.source,
  reference: row.reference,
  compensation: row.compensation_id,
  code: row.code,
  shopper: row.shopper,
  issuedAt: row.issued_at.toISOString(),
  issuedBy: row.issued_by,
  redeemedAt: row.redeemed_at?.toISOString() ?? null,
  redeemedFor: row.redeemed_for,
});
