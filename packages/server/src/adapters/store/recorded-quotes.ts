import { type Kysely, sql } from "kysely";
import type { RecordedQuotes } from "../../engine/simulation-ports.ts";
import type { Tables } from "./tables.ts";

/** Recorded quotes by time. A page is one row and one text, so that the caller has nothing to take apart. */
export const recordedQuotes = (db: Kysely<Tables>): RecordedQuotes => ({
  async count(merchant, from, until) {
    const { count } = await db
      .selectFrom("quote_record")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("merchant_id", "=", merchant)
      .where("at", ">=", sql<Date>`${from}::timestamptz`)
      .where("at", "<", sql<Date>`${until}::timestamptz`)
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  async page(merchant, { from, until }, after, limit) {
    const [at, id] = after === null ? [from, ""] : placeOf(after);
    const { rows } = await sql<{ lines: string | null; count: number; place: string }>`
      select string_agg(line, E'\n' order by at, id) as lines, count(*)::integer as count,
        (array_agg(stamp || ' ' || id order by at desc, id desc))[1] as place
      from (
        select at, id, stamp,
          '{"id":' || to_json(id) || ',"at":"' || stamp || '","input":' || input || '}' as line
        from (
          select at, id, input, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as stamp
          from quote_record
          where merchant_id = ${merchant} and at >= ${at}::timestamptz and at < ${until}::timestamptz
            and (at, id) > (${at}::timestamptz, ${id})
          order by at, id limit ${limit}) as record) as page`.execute(db);
    const [page] = rows;
    return page?.lines ? { lines: page.lines, count: page.count, place: page.place } : undefined;
  },
});

/** `2026-11-22T02:28:00.000Z q_…`: instants are kept to the millisecond, so this finds the same place again. */
function placeOf(place: string): [at: string, id: string] {
  const space = place.indexOf(" ");
  return [place.slice(0, space), place.slice(space + 1)];
}
