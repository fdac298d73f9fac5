import { type Kysely, sql } from "kysely";
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

/** Of a row of plan_event: nothing with a lower number can still appear. */
export const settled = sql`
  (transaction < pg_snapshot_xmin(pg_current_snapshot()) or written_at < now() - ${SETTLED}::interval)`;

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
  const { rows } = await sql<EventRecord>`
    select seq, plan_id, type, at, body from plan_event
    where merchant_id = ${merchant} and seq > ${after}
      and ${plan === undefined ? sql`true` : sql`plan_id = ${plan}`}
      and ${settled}
    order by seq limit ${limit}`.execute(db);
  return rows.map(({ seq, plan_id, type, at, body }) => ({
    seq: Number(seq),
    plan: plan_id,
    type,
    at: at.toISOString(),
    data: JSON.parse(body) as ToldEvent["data"],
  }));
}
