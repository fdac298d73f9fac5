import { type Kysely, sql } from "kysely";
import type { EffectsStore, ToldByChannel, ToldPrograms } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

export const effectsStore = (db: Kysely<Tables>): EffectsStore => ({
  running: (merchant, offers) =>
    countOf(
      db,
      sql`plan where merchant_id = ${merchant} and offer = any (${[...offers]}::text[])
      and state in ('active', 'overdue', 'disputed')`,
    ),

  async told(merchant, adjustment, components) {
    const { rows } = await sql<ToldByChannel>`
      select channel, sum(subscribers)::integer as subscribers, sum(waiting)::integer as waiting,
        sum(sent)::integer as sent, sum(dead)::integer as dead
      from (
        select channel, 1 as subscribers, 0 as waiting, 0 as sent, 0 as dead from subscription
        where merchant_id = ${merchant} and confirmed_at is not null
          and components && ${["all", ...components]}::text[]
        union all
        select channel, 0, (state = 'waiting')::integer, (state = 'sent')::integer, (state = 'dead')::integer
        from outbox where merchant_id = ${merchant} and template = 'adjustment'
          and split_part(dedupe_key, ':', 1) = ${adjustment}) as each
      group by channel order by channel`.execute(db);
    return rows;
  },

  async programs(merchant, adjustment) {
    const { rows } = await sql<ToldPrograms>`
      select (count(*) filter (where state = 'waiting'))::integer as waiting,
        (count(*) filter (where state = 'delivered'))::integer as delivered,
        (count(*) filter (where state = 'dead'))::integer as dead
      from webhook_delivery where merchant_id = ${merchant} and subject = ${adjustment}`.execute(db);
    return rows[0]!;
  },

  cases: (merchant, offers, from, until) =>
    countOf(
      db,
      sql`support_case where merchant_id = ${merchant} and offer = any (${[...offers]}::text[])
      and created_at >= ${from}::timestamptz and created_at < ${until}::timestamptz`,
    ),

  waiting: (merchant, offers) =>
    countOf(
      db,
      sql`waitlist_entry where merchant_id = ${merchant} and offer = any (${[...offers]}::text[])
      and confirmed_at is not null`,
    ),
});

async function countOf(db: Kysely<Tables>, found: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from ${found}`.execute(db);
  return rows[0]!.count;
}
