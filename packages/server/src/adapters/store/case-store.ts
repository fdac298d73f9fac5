import { type Kysely, sql } from "kysely";
import type { CaseStore, WholeCase } from "../../engine/ports.ts";
import { toCase, toEntry, toGoodwill } from "./case-rows.ts";
import type { Row, Tables } from "./tables.ts";

/** A case that is owed no answer comes after all that are. */
const DUE = sql`coalesce(due_at, 'infinity')`;

export const caseStore = (db: Kysely<Tables>): CaseStore => ({
  read: (merchant, id) => readCase(db, merchant, id),

  async list(merchant, after, limit, { state, queue }) {
    const { rows } = await sql<Row<"support_case">>`
      select * from support_case
      where merchant_id = ${merchant}
        and (${state ?? null}::text is null or state = ${state ?? null})
        and (${queue ?? null}::text is null or queue = ${queue ?? null})
        and (${after ?? null}::text is null or (${DUE}, id) > (
          select ${DUE}, id from support_case where merchant_id = ${merchant} and id = ${after ?? null}))
      order by ${DUE}, id limit ${limit}`.execute(db);
    return rows.map(toCase);
  },

  async openedBy(merchant, mark, since) {
    const { count } = await db
      .selectFrom("support_case")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("merchant_id", "=", merchant)
      .where("recipient_mark", "=", mark)
      .where("created_at", ">=", sql<Date>`${since}::timestamptz`)
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  async eraseClosed(before) {
    await sql`delete from support_case where closed_at < ${before}::timestamptz`.execute(db);
  },
});

/** A case whole. */
export async function readCase(db: Kysely<Tables>, merchant: string, id: string): Promise<WholeCase | undefined> {
  const row = await db
    .selectFrom("support_case")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const entries = await db
    .selectFrom("case_entry")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .where("case_id", "=", id)
    .orderBy("seq")
    .execute();
  const goodwill = await db
    .selectFrom("case_goodwill")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .where("case_id", "=", id)
    .orderBy("id")
    .execute();
  return { row: toCase(row), entries: entries.map(toEntry), goodwill: goodwill.map(toGoodwill) };
}
