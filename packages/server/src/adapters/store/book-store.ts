import { type Kysely, sql } from "kysely";
import type { BookStore } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

export const bookStore = (db: Kysely<Tables>): BookStore => ({
  async merchants() {
    const rows = await db.selectFrom("merchant").select("merchant_id").orderBy("merchant_id").execute();
    return rows.map(({ merchant_id }) => merchant_id);
  },

  count: (merchant) =>
    db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (view) => {
        // A book is read whole here, and nobody waits for it.
        await sql`set local statement_timeout = 0`.execute(view);
        const { rows } = await sql<{ plans: string; entries: string; unbalanced: string }>`
          select (select count(*) from plan where merchant_id = ${merchant}) as plans, count(*) as entries,
            count(*) filter (where not balanced) as unbalanced
          from (
            select coalesce(bool_and(sum = 0), false) as balanced from (
              select e.seq, sum(p.amount) as sum
              from ledger_entry e left join posting p on p.merchant_id = e.merchant_id and p.entry_seq = e.seq
              where e.merchant_id = ${merchant} group by e.seq, p.currency
            ) as currencies group by seq
          ) as entry`.execute(view);
        const ownerless = await sql<{ table: string; rows: string }>`
          select name as table, rows from ownerless_rows(${merchant}) order by name`.execute(view);
        const { plans, entries, unbalanced } = rows[0]!;
        return {
          plans: Number(plans),
          entries: Number(entries),
          unbalanced: Number(unbalanced),
          ownerless: ownerless.rows.map(({ table, rows: count }) => ({ table, rows: Number(count) })),
        };
      }),
});
