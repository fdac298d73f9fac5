import { type Kysely, sql } from "kysely";
import type { CaseStore, WholeCase } from "../../engine/ports.ts";
import { toCase, toEntry, toGoodwill } from "./case-rows.ts";
import type { Row, Tables } from "./tables.ts";

/** A case that is owed no answer comes after all that are. */
const DUE = sql`coalesce(due_at, 'infinity')`;

/** What a list reads of a case besides its own row. */
interface Beside {
  readonly asked: string | null;
  readonly waiting_since: Date | null;
  readonly goodwill_waiting: boolean;
}

export const caseStore = (db: Kysely<Tables>): CaseStore => ({
  read: (merchant, id) => readCase(db, merchant, id),

  async list(merchant, after, limit, { state, queue, assignee, goodwill }) {
    const unfinished = state === "unfinished";
    const exact = unfinished ? null : (state ?? null);
    const { rows } = await sql<Row<"support_case"> & Beside>`
      select *, (
          select body from case_entry e
          where e.merchant_id = c.merchant_id and e.case_id = c.id and e.kind = 'shopper' order by e.seq limit 1
        ) as asked, (
          select min(at) from case_entry e
          where e.merchant_id = c.merchant_id and e.case_id = c.id and e.kind = 'shopper' and c.state = 'open'
            and e.seq > coalesce((
              select max(seq) from case_entry a
              where a.merchant_id = c.merchant_id and a.case_id = c.id
                and a.kind in ('agent', 'explanation', 'review_upheld', 'review_overturned')), 0)
        ) as waiting_since, exists (
          select from case_goodwill g
          where g.merchant_id = c.merchant_id and g.case_id = c.id and g.state = 'waiting'
        ) as goodwill_waiting
      from support_case c
      where merchant_id = ${merchant}
        and (${exact}::text is null or state = ${exact})
        and (not ${unfinished} or state <> 'closed')
        and (${queue ?? null}::text is null or queue = ${queue ?? null})
        and (${assignee ?? null}::text is null or assignee = ${assignee ?? null})
        and (${goodwill ?? null}::text is null or exists (
          select from case_goodwill g
          where g.merchant_id = c.merchant_id and g.case_id = c.id and g.state = ${goodwill ?? null}))
        and (${after ?? null}::text is null or (${DUE}, id) > (
          select ${DUE}, id from support_case where merchant_id = ${merchant} and id = ${after ?? null}))
      order by ${DUE}, id limit ${limit}`.execute(db);
    return rows.map((row) => ({
      row: toCase(row),
      asked: row.asked,
      waitingSince: row.waiting_since?.toISOString() ?? null,
      goodwillWaiting: row.goodwill_waiting,
    }));
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
