import { type Kysely, type RawBuilder, sql } from "kysely";
import type { ToldEvent } from "../../engine/ports.ts";
import { inOrder, writtenBefore } from "./in-order.ts";
import type { Tables } from "./tables.ts";

interface EventRecord {
  readonly seq: string;
  readonly plan_id: string;
  readonly type: ToldEvent["type"];
  readonly at: Date;
  readonly body: string;
}

/** A merchant's next events after a number that none can still come before, as a subquery; `before` is of {@link writtenBefore}. */
export const eventsAfter = (merchant: string, after: RawBuilder<unknown>, limit: number, before: string) =>
  inOrder(
    sql`select * from plan_event where merchant_id = ${merchant} and seq > ${after} order by seq limit ${limit}`,
    before,
  );

/**
 * Events in the order of their numbers; nothing is ever passed over. Those of one plan are written one after the other, so that
 * none of them is held back.
 */
export async function planEvents(
  db: Kysely<Tables>,
  merchant: string,
  after: number,
  plan: string | undefined,
  limit: number,
): Promise<readonly ToldEvent[]> {
  const next =
    plan === undefined
      ? eventsAfter(merchant, sql`${after}`, limit, await writtenBefore(db))
      : sql`select * from plan_event where merchant_id = ${merchant} and plan_id = ${plan} and seq > ${after}
          order by seq limit ${limit}`;
  const { rows } = await sql<EventRecord>`
    select seq, plan_id, type, at, body from (${next}) as next order by seq`.execute(db);
  return rows.map(({ seq, plan_id, type, at, body }) => ({
    seq: Number(seq),
    plan: plan_id,
    type,
    at: at.toISOString(),
    data: JSON.parse(body) as ToldEvent["data"],
  }));
}
