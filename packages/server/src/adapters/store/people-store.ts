import { type Kysely, sql } from "kysely";
import type { PeopleStore, Subscription, WaitlistEntry } from "../../engine/ports.ts";
import type { Row, Tables } from "./tables.ts";

export const peopleStore = (db: Kysely<Tables>): PeopleStore => ({
  async untold(limit) {
    const rows = await db.selectFrom("untold_step").selectAll().orderBy("at").limit(limit).execute();
    return rows.map((row) => ({
      merchant: row.merchant_id,
      adjustment: row.adjustment_id,
      source: row.source,
      sourceId: row.source_id,
      step: row.step,
      at: row.at.toISOString(),
    }));
  },

  async asked(merchant, mark, since) {
    const { rows } = await sql<{ count: number }>`
      select (select count(*) from subscription
              where merchant_id = ${merchant} and recipient_mark = ${mark} and created_at >= ${since}::timestamptz)::int
           + (select count(*) from waitlist_entry
              where merchant_id = ${merchant} and recipient_mark = ${mark} and created_at >= ${since}::timestamptz)::int
        as count`.execute(db);
    return rows[0]!.count;
  },

  async waitedFor() {
    const rows = await db
      .selectFrom("waitlist_entry")
      .select("merchant_id")
      .distinct()
      .where("confirmed_at", "is not", null)
      .execute();
    return rows.map(({ merchant_id }) => merchant_id);
  },

  async waiting(merchant, after, limit) {
    const rows = await db
      .selectFrom("waitlist_entry")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("confirmed_at", "is not", null)
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map(toEntry);
  },

  async demand(merchant, since) {
    const { rows } = await sql<{ offer: string; waiting: number; unconfirmed: number; since: Date | null }>`
      select offer, count(confirmed_at)::int as waiting, (count(*) - count(confirmed_at))::int as unconfirmed,
        min(confirmed_at) as since
      from waitlist_entry where merchant_id = ${merchant} group by offer`.execute(db);
    const counted = await db
      .selectFrom("waitlist_count")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("hour", ">=", sql<Date>`${since}::timestamptz`)
      .orderBy("hour")
      .execute();
    const now = new Map(rows.map((row) => [row.offer, row]));
    const offers = [...new Set([...now.keys(), ...counted.map(({ offer }) => offer)])].sort();
    return offers.map((offer) => {
      const hours = counted.filter((row) => row.offer === offer);
      const { waiting = 0, unconfirmed = 0, since: oldest = null } = now.get(offer) ?? {};
      return {
        offer,
        waiting,
        unconfirmed,
        since: oldest?.toISOString() ?? null,
        hours: hours.map(({ hour, joined, told, gone }) => ({ at: hour.toISOString(), joined, told, gone })),
      };
    });
  },

  async erase(unconfirmedBefore, waitingBefore, at) {
    await sql`delete from subscription where confirmed_at is null and created_at < ${unconfirmedBefore}::timestamptz`.execute(
      db,
    );
    await sql`
      with erased as (
        delete from waitlist_entry where created_at < ${waitingBefore}::timestamptz
          or (confirmed_at is null and created_at < ${unconfirmedBefore}::timestamptz)
        returning merchant_id, offer, confirmed_at)
      insert into waitlist_count (merchant_id, offer, hour, joined, told, gone)
      select merchant_id, offer, date_trunc('hour', ${at}::timestamptz at time zone 'UTC') at time zone 'UTC', 0, 0, count(*)::int
      from erased where confirmed_at is not null group by merchant_id, offer
      on conflict (merchant_id, offer, hour) do update set gone = waitlist_count.gone + excluded.gone`.execute(db);
  },
});

export const toSubscription = (row: Row<"subscription">): Subscription => ({
  ...recipientOf(row),
  components: row.components,
});

export const toEntry = (row: Row<"waitlist_entry">): WaitlistEntry => ({
  ...recipientOf(row),
  offer: row.offer,
  quoteToken: row.quote_token,
});

const recipientOf = (row: Row<"subscription"> | Row<"waitlist_entry">) => ({
  id: row.id,
  channel: row.channel,
  to: row.recipient,
  locale: row.locale,
  mark: row.recipient_mark,
  createdAt: row.created_at.toISOString(),
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
});
