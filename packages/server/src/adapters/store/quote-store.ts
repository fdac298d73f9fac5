import { type Kysely, sql } from "kysely";
import type { QuoteStore, Vault } from "../../engine/ports.ts";
import { OFFER, quoteLines } from "./quote-lines.ts";
import type { Tables } from "./tables.ts";

export const quoteStore = (db: Kysely<Tables>, vault: Pick<Vault, "shopperMarks">): QuoteStore => ({
  batch: () => quoteLines(vault),

  /**
   * One statement for the whole batch, planned once, which takes its lines apart: that costs the database half of what reading JSON does.
   * A row that is already there is left alone, and one whose shopper was erased while it waited is not kept.
   */
  async append({ lines }) {
    await sql`/* prepared record_quotes */
      insert into quote_record (merchant_id, id, code, token, at, digest, shopper_mark, catalogue_version, engine_version,
        input, currency, total, options, missing, missing_offers)
      select f[1], f[2], f[3], f[4], f[5]::timestamptz, f[6], f[7], f[8], f[9], f[10], f[11], f[12]::bigint,
        f[13]::integer, f[14]::integer, string_to_array(coalesce(f[15], ''), ${OFFER})
      from string_to_table(rtrim(${lines}::text, E'\n'), E'\n') as line, string_to_array(line, E'\t', '') as f
      where f[7] is null or not exists (
        select from erased_shopper e
        where e.merchant_id = f[1] and e.shopper_mark = f[7] and e.at >= f[5]::timestamptz)
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
