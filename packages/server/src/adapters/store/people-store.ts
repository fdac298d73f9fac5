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

  async erase(unconfirmedBefore, waitingBefore) {
    await sql`delete from subscription where confirmed_at is null and created_at < ${unconfirmedBefore}::timestamptz`.execute(
      db,
    );
    await sql`
      delete from waitlist_entry where created_at < ${waitingBefore}::timestamptz
        or (confirmed_at is null and created_at < ${unconfirmedBefore}::timestamptz)`.execute(db);
  },
});

export const toSubscription = (row: Row<"subscription">): Subscription => ({
  ...recipientOf(row),
  components: row.components,
});

const toEntry = (row: Row<"waitlist_entry">): WaitlistEntry => ({
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
