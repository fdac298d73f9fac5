import { type Kysely, type RawBuilder, sql } from "kysely";
import type { ToldEvent } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

interface EventRecord {
  readonly seq: string;
  readonly plan_id: string;
  readonly type: ToldEvent["type"];
  readonly at: Date;
  readonly body: string;
}

/** Longer than the one statement that writes an event may run. */
const SETTLED = "20 seconds";

/**
 * Of a row of plan_event: nothing with a lower number can still appear, but for what has appeared and is not settled itself.
 * `written_at` is the database's own time and is held against the same clock only: it says what may still run there.
 */
const settled = sql`
  (transaction < pg_snapshot_xmin(pg_current_snapshot()) or written_at < now() - ${SETTLED}::interval)`;

/**
 * A merchant's next events after a number, as a subquery. `is_settled` holds up to the first of which it does not: a reader that
 * goes on after the last settled one passes nothing over.
 */
export const eventsAfter = (merchant: string, after: RawBuilder<unknown>, limit: number, beside = sql`true`) => sql`
  select found.*, bool_and(${settled}) over (order by seq) as is_settled from (
    select * from plan_event where merchant_id = ${merchant} and seq > ${after} and ${beside}
    order by seq limit ${limit}) as found`;

/**
 * Events in the order of their numbers. Numbers are given before the commit, so a lower one may appear after a higher
 * one: a page ends before what a running transaction may still bring, and nothing is ever passed over. Transactions of
 * other databases on the same server count as running too, which can hold an event back for {@link SETTLED} at most.
 */
export async function planEvents(
  db: Kysely<Tables>,
  merchant: string,
  after: number,
  plan: string | undefined,
  limit: number,
): Promise<readonly ToldEvent[]> {
  const of = plan === undefined ? sql`true` : sql`plan_id = ${plan}`;
  const { rows } = await sql<EventRecord>`
    select seq, plan_id, type, at, body from (${eventsAfter(merchant, sql`${after}`, limit, of)}) as next
    where is_settled order by seq`.execute(db);
  return rows.map(({ seq, plan_id, type, at, body }) => ({
    seq: Number(seq),
    plan: plan_id,
    type,
    at: at.toISOString(),
    data: JSON.parse(body) as ToldEvent["data"],
  }));
}
