import { type Kysely, sql } from "kysely";
import type { Change, NextRecord } from "../../engine/ports.ts";
import { fromAdjustment, readAdjustment } from "./adjustment-store.ts";
import { appendAudit } from "./audit-store.ts";
import { caseChangeIn } from "./case-change.ts";
import { newestVersion, versionByHash } from "./catalogue-store.ts";
import { clockChangeIn } from "./clock-store.ts";
import { compensationChangeIn } from "./compensation-store.ts";
import { fromKey, toKeyRow } from "./key-store.ts";
import { CHANNEL } from "./notices.ts";
import { partnerChangeIn } from "./partner-change.ts";
import { peopleChangeIn } from "./people-change.ts";
import { planContactChangeIn } from "./plan-contact-change.ts";
import { proposalChangeIn } from "./proposal-store.ts";
import { reconciliationChangeIn } from "./reconciliation-change.ts";
import { shopperChangeIn } from "./shopper-change.ts";
import { openSimulation } from "./simulation-store.ts";
import type { Tables } from "./tables.ts";
import { userChangeIn } from "./user-store.ts";
import { voucherChangeIn } from "./voucher-store.ts";
import { webhookChangeIn } from "./webhook-change.ts";

/** What a change may do, inside a transaction that holds the merchant's row. */
export function changeIn(trx: Kysely<Tables>, merchant: string, next: NextRecord): Change {
  const tell = () => sql`select pg_notify(${CHANNEL}, ${merchant})`.execute(trx);
  const raise = async (column: "head_seq" | "keys_seq"): Promise<number> => {
    const row = await trx
      .updateTable("merchant")
      .set((eb) => ({ [column]: eb(column, "+", 1) }))
      .where("merchant_id", "=", merchant)
      .returning(column)
      .executeTakeFirstOrThrow();
    await tell();
    return (row as { [c: string]: number })[column]!;
  };

  return {
    ...partnerChangeIn(trx, merchant),
    ...peopleChangeIn(trx, merchant),
    ...compensationChangeIn(trx, merchant),
    ...clockChangeIn(trx, merchant),
    ...planContactChangeIn(trx, merchant),
    ...userChangeIn(trx, merchant),
    ...proposalChangeIn(trx, merchant),
    ...reconciliationChangeIn(trx, merchant),
    ...voucherChangeIn(trx, merchant),
    ...caseChangeIn(trx, merchant),
    ...shopperChangeIn(trx, merchant),
    ...webhookChangeIn(trx, merchant),
    newest: () => newestVersion(trx, merchant),
    byVersion: (version) => versionByHash(trx, merchant, version),
    readAdjustment: (id) => readAdjustment(trx, merchant, id),

    async appendVersion({ catalogue, contentHash, version, createdAt, createdBy }) {
      const { adjustments, ...content } = catalogue;
      await trx
        .insertInto("catalogue_content")
        .values({ merchant_id: merchant, hash: contentHash, body: JSON.stringify(content) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const seq = await raise("head_seq");
      await trx
        .insertInto("catalogue_version")
        .values({
          merchant_id: merchant,
          seq,
          version,
          content_hash: contentHash,
          adjustments: JSON.stringify(adjustments),
          created_at: createdAt,
          created_by: createdBy,
        })
        .execute();
      return { merchant, seq, version, catalogue, createdAt, createdBy };
    },

    async saveAdjustment(row, { move, at, by, note }, lookAt) {
      const { id } = row.adjustment;
      const values = fromAdjustment(merchant, row, lookAt);
      const { merchant_id: _merchant, id: _id, created_at: _at, created_by: _by, ...changing } = values;
      await trx
        .insertInto("adjustment")
        .values(values)
        .onConflict((conflict) => conflict.columns(["merchant_id", "id"]).doUpdateSet(changing))
        .execute();
      const { last } = await trx
        .selectFrom("adjustment_event")
        .select((eb) => eb.fn.coalesce(eb.fn.max("seq"), sql<number>`0`).as("last"))
        .where("merchant_id", "=", merchant)
        .where("adjustment_id", "=", id)
        .executeTakeFirstOrThrow();
      await trx
        .insertInto("adjustment_event")
        .values({ merchant_id: merchant, adjustment_id: id, seq: last + 1, move, at, by, body: values.body, note })
        .execute();
    },

    async setQuotaUse(quota, { count, amount }) {
      await trx
        .insertInto("quota_use")
        .values({ merchant_id: merchant, quota_id: quota, count, amount })
        .onConflict((conflict) => conflict.columns(["merchant_id", "quota_id"]).doUpdateSet({ count, amount }))
        .execute();
    },

    async appendUpdate({ id, adjustment, at, by, text }) {
      const body = JSON.stringify(text);
      await trx
        .insertInto("announcement_update")
        .values({ merchant_id: merchant, id, adjustment_id: adjustment, at, by, body })
        .execute();
    },
    openSimulation: (simulation) => openSimulation(trx, merchant, simulation),

    async insertKey(key) {
      const inserted = await trx
        .insertInto("api_key")
        .values(fromKey(merchant, key))
        .onConflict((conflict) => conflict.columns(["merchant_id", "id"]).doNothing())
        .returning("id")
        .executeTakeFirst();
      if (inserted) await raise("keys_seq");
      return inserted !== undefined;
    },

    async readKey(id) {
      const row = await trx
        .selectFrom("api_key")
        .selectAll()
        .where("merchant_id", "=", merchant)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toKeyRow(row);
    },

    async rotateKey(id, to, expiresAt) {
      await trx
        .updateTable("api_key")
        .set({ rotated_to: to, expires_at: expiresAt })
        .where("merchant_id", "=", merchant)
        .where("id", "=", id)
        .execute();
      await raise("keys_seq");
    },

    async revokeKey(id, at) {
      const row = await trx
        .updateTable("api_key")
        .set({ revoked_at: sql<string>`coalesce(revoked_at, ${at}::timestamptz)` })
        .where("merchant_id", "=", merchant)
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirst();
      if (row) await raise("keys_seq");
      return row && toKeyRow(row);
    },

    audit: (entry) => appendAudit(trx, merchant, entry, next),
  };
}
