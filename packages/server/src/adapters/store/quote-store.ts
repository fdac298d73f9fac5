import { type Kysely, sql } from "kysely";
import type { QuoteRow, QuoteStore, Vault } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

export const quoteStore = (db: Kysely<Tables>, vault: Pick<Vault, "shopperMarks">): QuoteStore => ({
  /**
   * One statement and one parameter for the whole batch; a row that is already there is left alone, and one whose shopper was
   * erased while it waited is not kept.
   */
  async append(rows) {
    const batch = JSON.stringify(rows.map((row) => toColumns(row, vault)));
    await sql`
      insert into quote_record
      select * from json_to_recordset(${batch}::json) as row(
        merchant_id text, id text, code text, at timestamptz, catalogue_version text, engine_version text,
        input text, token text, digest text, currency text, total bigint, options integer, missing integer, missing_offers text[],
        shopper_mark text)
      where not exists (
        select from erased_shopper e
        where e.merchant_id = row.merchant_id and e.shopper_mark = row.shopper_mark and e.at >= row.at)
      on conflict do nothing`.execute(db);
  },

  async tokenOf(merchant, id) {
    const row = await db
      .selectFrom("quote_record")
      .select("token")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .executeTakeFirst();
    return row?.token;
  },

  async tokenByCode(merchant, code) {
    const row = await db
      .selectFrom("quote_record")
      .select("token")
      .where("merchant_id", "=", merchant)
      .where("code", "=", code)
      .orderBy("at", "desc")
      .limit(1)
      .executeTakeFirst();
    return row?.token;
  },
});

const toColumns = (row: QuoteRow, vault: Pick<Vault, "shopperMarks">) => ({
  merchant_id: row.merchant,
  id: row.id,
  code: row.code,
  at: row.at,
  catalogue_version: row.catalogueVersion,
  engine_version: row.engineVersion,
  input: JSON.stringify(row.input),
  token: row.token,
  digest: row.digest,
  currency: row.currency,
  total: row.total,
  options: row.options,
  missing: row.missing,
  missing_offers: row.missingOffers,
  shopper_mark: row.shopper === null ? null : vault.shopperMarks(row.merchant, row.shopper)[0],
});
