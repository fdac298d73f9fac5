import { type Kysely, sql } from "kysely";
import type { AnsweredQuestion, QuoteRow, QuoteStore, Vault } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

export const quoteStore = (db: Kysely<Tables>, vault: Pick<Vault, "shopperMarks">): QuoteStore => ({
  /**
   * One statement for the whole batch, and what quotes share once: most of a row is its question. A row that is already there is
   * left alone, and one whose shopper was erased while it waited is not kept.
   */
  async append(rows) {
    const places = new Map<AnsweredQuestion, number>();
    const given = rows.map((row) => toColumns(row, vault, placeIn(places, row.answered)));
    const answered = [...places].map(([each, place]) => toShared(each, place));
    await sql`
      insert into quote_record (merchant_id, id, code, at, token, digest, shopper_mark, catalogue_version, engine_version,
        input, currency, total, options, missing, missing_offers)
      select merchant_id, id, code, at, token, digest, shopper_mark, catalogue_version, engine_version,
        input, currency, total, options, missing, missing_offers
      from json_to_recordset(${JSON.stringify(given)}::json) as row(
        place integer, merchant_id text, id text, code text, at timestamptz, token text, digest text, shopper_mark text)
      join json_to_recordset(${JSON.stringify(answered)}::json) as answered(
        place integer, catalogue_version text, engine_version text, input text, currency text, total bigint,
        options integer, missing integer, missing_offers text[]) using (place)
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

function placeIn(places: Map<AnsweredQuestion, number>, answered: AnsweredQuestion): number {
  const known = places.get(answered);
  if (known !== undefined) return known;
  places.set(answered, places.size);
  return places.size - 1;
}

const toColumns = (row: QuoteRow, vault: Pick<Vault, "shopperMarks">, place: number) => ({
  place,
  merchant_id: row.merchant,
  id: row.id,
  code: row.code,
  at: row.at,
  token: row.token,
  digest: row.digest,
  shopper_mark: row.shopper === null ? null : vault.shopperMarks(row.merchant, row.shopper)[0],
});

const toShared = (answered: AnsweredQuestion, place: number) => ({
  place,
  catalogue_version: answered.catalogueVersion,
  engine_version: answered.engineVersion,
  input: answered.input,
  currency: answered.currency,
  total: answered.total,
  options: answered.options,
  missing: answered.missing,
  missing_offers: answered.missingOffers,
});
