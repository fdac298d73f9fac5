import { type Kysely, sql } from "kysely";
import type { PeopleChange } from "../../engine/ports.ts";
import { enqueueIn } from "./enqueue.ts";
import { toSubscription } from "./people-store.ts";
import type { Tables } from "./tables.ts";

/** Who is told, inside a transaction that holds the merchant's row. */
export const peopleChangeIn = (trx: Kysely<Tables>, merchant: string): PeopleChange => ({
  enqueue: (at, ...messages) => enqueueIn(trx, merchant, messages, at),

  async addSubscription({ id, channel, to, locale, mark, components, createdAt, confirmedAt }) {
    await trx
      .insertInto("subscription")
      .values({
        merchant_id: merchant,
        id,
        channel,
        recipient: to,
        recipient_mark: mark,
        locale,
        components: [...components],
        created_at: createdAt,
        confirmed_at: confirmedAt,
      })
      .execute();
  },

  async confirmSubscription(id, at) {
    const row = await trx
      .updateTable("subscription")
      .set({ confirmed_at: sql<string>`coalesce(confirmed_at, ${at}::timestamptz)` })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .returning("recipient_mark")
      .executeTakeFirst();
    if (!row) return false;
    await trx
      .deleteFrom("subscription")
      .where("merchant_id", "=", merchant)
      .where("recipient_mark", "=", row.recipient_mark)
      .where("id", "<>", id)
      .execute();
    return true;
  },

  async removeSubscription(id) {
    await trx.deleteFrom("subscription").where("merchant_id", "=", merchant).where("id", "=", id).execute();
  },

  async subscribersOf(components) {
    const rows = await trx
      .selectFrom("subscription")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("confirmed_at", "is not", null)
      .where(sql<boolean>`components && ${["all", ...components]}::text[]`)
      .execute();
    return rows.map(toSubscription);
  },

  async addWaitlistEntry({ id, channel, to, locale, mark, offer, quoteToken, createdAt, confirmedAt }) {
    await trx
      .insertInto("waitlist_entry")
      .values({
        merchant_id: merchant,
        id,
        channel,
        recipient: to,
        recipient_mark: mark,
        locale,
        offer,
        quote_token: quoteToken,
        created_at: createdAt,
        confirmed_at: confirmedAt,
      })
      .execute();
    if (confirmedAt !== null) await countWaiting(trx, merchant, offer, "joined", confirmedAt);
  },

  async confirmWaitlistEntry(id, at) {
    const known = await trx
      .selectFrom("waitlist_entry")
      .select("confirmed_at")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .executeTakeFirst();
    const row = await trx
      .updateTable("waitlist_entry")
      .set({ confirmed_at: sql<string>`coalesce(confirmed_at, ${at}::timestamptz)` })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .returning(["recipient_mark", "offer"])
      .executeTakeFirst();
    if (!row) return false;
    const replaced = await trx
      .deleteFrom("waitlist_entry")
      .where("merchant_id", "=", merchant)
      .where("recipient_mark", "=", row.recipient_mark)
      .where("offer", "=", row.offer)
      .where("id", "<>", id)
      .returning("confirmed_at")
      .execute();
    if (known?.confirmed_at === null) await countWaiting(trx, merchant, row.offer, "joined", at);
    for (const { confirmed_at } of replaced)
      if (confirmed_at !== null) await countWaiting(trx, merchant, row.offer, "gone", at);
    return true;
  },

  async removeWaitlistEntry(id, why, at) {
    const removed = await trx
      .deleteFrom("waitlist_entry")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .returning(["offer", "confirmed_at"])
      .executeTakeFirst();
    if (removed && removed.confirmed_at !== null) await countWaiting(trx, merchant, removed.offer, why, at);
    return removed !== undefined;
  },

  async takeUntold({ adjustment, source, sourceId }) {
    const { numDeletedRows } = await trx
      .deleteFrom("untold_step")
      .where("merchant_id", "=", merchant)
      .where("adjustment_id", "=", adjustment)
      .where("source", "=", source)
      .where("source_id", "=", sourceId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
});

/** Adds one to the hour's figure of an offer. */
async function countWaiting(
  trx: Kysely<Tables>,
  merchant: string,
  offer: string,
  what: "joined" | "told" | "gone",
  at: string,
): Promise<void> {
  const one = { joined: 0, told: 0, gone: 0, [what]: 1 };
  await sql`
    insert into waitlist_count (merchant_id, offer, hour, joined, told, gone)
    values (${merchant}, ${offer}, date_trunc('hour', ${at}::timestamptz at time zone 'UTC') at time zone 'UTC',
      ${one.joined}::int, ${one.told}::int, ${one.gone}::int)
    on conflict (merchant_id, offer, hour) do update set joined = waitlist_count.joined + excluded.joined,
      told = waitlist_count.told + excluded.told, gone = waitlist_count.gone + excluded.gone`.execute(trx);
}
