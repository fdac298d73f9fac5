import { type Kysely, type RawBuilder, sql } from "kysely";
import type { QuoteFilter, QuoteFinder } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

interface Found {
  readonly id: string;
  readonly code: string;
  readonly at: Date;
  readonly catalogue_version: string;
  readonly input: string;
  readonly currency: string;
  readonly total: string;
  readonly options: number;
  readonly missing: number;
  readonly missing_offers: string[];
  readonly plan: string | null;
}

/** Characters of a whole code, the dash too: `7K2M-94QF`. */
const WHOLE = 9;
const MOST_CASES = 20;

/** Recorded quotes for people who search. They go by time or by code; every other filter is looked at on the way. */
export const quoteFinder = (db: Kysely<Tables>): QuoteFinder => ({
  async search(merchant, filter, after, limit) {
    const where = [sql`q.merchant_id = ${merchant}`, ...conditions(filter)];
    if (after) where.push(sql`(q.at, q.id) < (${after.at}::timestamptz, ${after.id})`);
    const { rows } = await sql<Found>`
      select q.id, q.code, q.at, q.catalogue_version, q.input, q.currency, q.total, q.options, q.missing,
        q.missing_offers, p.id as plan
      from quote_record q
      left join plan p on p.merchant_id = q.merchant_id and p.quote_id = q.id
        and p.state not in ('declined', 'cancelled')
      where ${sql.join(where, sql` and `)}
      order by q.at desc, q.id desc limit ${limit}`.execute(db);
    return rows.map(({ at, catalogue_version, input, total, missing_offers, ...row }) => {
      const { market, channel } = JSON.parse(input) as { readonly market: string; readonly channel: string };
      return {
        ...row,
        at: at.toISOString(),
        catalogueVersion: catalogue_version,
        market,
        channel,
        total: Number(total),
        missingOffers: missing_offers,
      };
    });
  },

  async casesOf(merchant, code) {
    const rows = await db
      .selectFrom("support_case")
      .select("id")
      .where("merchant_id", "=", merchant)
      .where("quote_code", "=", code)
      .orderBy("created_at", "desc")
      .limit(MOST_CASES)
      .execute();
    return rows.map(({ id }) => id);
  },
});

function conditions(filter: QuoteFilter): RawBuilder<unknown>[] {
  const { code, from, until, minTotal, maxTotal, currency, market, missing, offer, catalogueVersion } = filter;
  return [
    // A whole code goes by its index; a beginning is looked for among the newest.
    ...(code === undefined ? [] : [code.length === WHOLE ? sql`q.code = ${code}` : sql`q.code like ${`${code}%`}`]),
    ...(from === undefined ? [] : [sql`q.at >= ${from}::timestamptz`]),
    ...(until === undefined ? [] : [sql`q.at < ${until}::timestamptz`]),
    ...(minTotal === undefined ? [] : [sql`q.total >= ${minTotal}`]),
    ...(maxTotal === undefined ? [] : [sql`q.total <= ${maxTotal}`]),
    ...(currency === undefined ? [] : [sql`q.currency = ${currency}`]),
    ...(market === undefined ? [] : [sql`q.input::json->>'market' = ${market}`]),
    ...(missing === undefined ? [] : [missing === "some" ? sql`q.missing > 0` : sql`q.missing = 0`]),
    ...(offer === undefined ? [] : [sql`q.missing_offers @> array[${offer}::text]`]),
    ...(catalogueVersion === undefined ? [] : [sql`q.catalogue_version = ${catalogueVersion}`]),
  ];
}
