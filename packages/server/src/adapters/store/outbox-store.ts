import { type Kysely, sql } from "kysely";
import type { OutboxRow, OutboxStore } from "../../engine/ports.ts";
import type { Row, Tables } from "./tables.ts";

export const outboxStore = (db: Kysely<Tables>): OutboxStore => ({
  /** A claim is a later due time: a worker that dies gives its messages back by itself. */
  async claim(at, until, limit) {
    const { rows } = await sql<Row<"outbox">>`
      update outbox set attempts = attempts + 1, due_at = ${until}::timestamptz
      where (merchant_id, id) in (
        select merchant_id, id from outbox where state = 'waiting' and due_at <= ${at}::timestamptz
        order by due_at limit ${limit} for update skip locked)
      returning *`.execute(db);
    return rows.map((row) => ({
      merchant: row.merchant_id,
      id: row.id,
      channel: row.channel,
      to: row.recipient!,
      locale: row.locale,
      template: row.template as OutboxRow["template"],
      facts: JSON.parse(row.facts) as unknown,
      dedupe_key: row.dedupe_key,
      attempts: row.attempts,
    }));
  },

  async sent(row, at) {
    await finish(db, row, { state: "sent", recipient: null, done_at: at });
  },

  async failed(row, reason, dueAt, at) {
    await finish(
      db,
      row,
      dueAt === null
        ? { state: "dead", recipient: null, last_error: reason, done_at: at }
        : { due_at: dueAt, last_error: reason },
    );
  },

  async forgetDone(before) {
    await sql`delete from outbox where state <> 'waiting' and done_at < ${before}::timestamptz`.execute(db);
  },
});

/** Only the newest attempt may finish a message: a late one has lost it to another worker. */
async function finish(
  db: Kysely<Tables>,
  { merchant, id, attempts }: OutboxRow,
  set: Partial<Pick<Tables["outbox"], "state" | "recipient" | "last_error">> & { due_at?: string; done_at?: string },
): Promise<void> {
  await db
    .updateTable("outbox")
    .set(set)
    .where("merchant_id", "=", merchant)
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .where("attempts", "=", attempts)
    .execute();
}
