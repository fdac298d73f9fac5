import { type Kysely, sql } from "kysely";
import type { WebhookChange } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";
import { readEndpoint, toDelivery } from "./webhook-store.ts";

/** Events, endpoints and deliveries, inside a transaction that holds the merchant's row. */
export const webhookChangeIn = (trx: Kysely<Tables>, merchant: string): WebhookChange => ({
  async appendEvent({ subject, type, at, data }) {
    // The merchant's row is held: numbers appear in their order.
    await sql`
      insert into event (merchant_id, subject, n, type, at, body)
      select ${merchant}, ${subject}, coalesce(max(n), 0) + 1, ${type}, ${at}::timestamptz, ${JSON.stringify(data)}
      from event where merchant_id = ${merchant} and subject = ${subject}`.execute(trx);
  },

  async countEndpoints() {
    const { count } = await trx
      .selectFrom("webhook_endpoint")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("merchant_id", "=", merchant)
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  readEndpoint: (id) => readEndpoint(trx, merchant, id),

  async addEndpoint({ id, url, events, state, secrets, createdAt, createdBy }) {
    await sql`
      insert into webhook_endpoint (merchant_id, id, url, events, state, secrets, created_at, created_by, event_seq,
        plan_event_seq)
      select ${merchant}, ${id}, ${url}, ${[...events]}::text[], ${state}, ${secrets}, ${createdAt}::timestamptz,
        ${createdBy}, coalesce((select max(seq) from event where merchant_id = ${merchant}), 0),
        coalesce((select max(seq) from plan_event where merchant_id = ${merchant}), 0)`.execute(trx);
  },

  async updateEndpoint(id, set) {
    await trx
      .updateTable("webhook_endpoint")
      .set({ ...set, rests_until: null })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .execute();
  },

  async removeEndpoint(id) {
    // The endpoint first: whoever is making deliveries for it has made them then, and makes no more.
    await trx.deleteFrom("webhook_endpoint").where("merchant_id", "=", merchant).where("id", "=", id).execute();
    await trx
      .deleteFrom("webhook_delivery")
      .where("merchant_id", "=", merchant)
      .where("endpoint_id", "=", id)
      .execute();
  },

  async readDelivery(seq) {
    const row = await trx
      .selectFrom("webhook_delivery")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("seq", "=", String(seq))
      .executeTakeFirst();
    return row && toDelivery(row);
  },

  async replayDelivery(seq, at) {
    await sql`
      update webhook_delivery set state = 'waiting', attempts = 0, due_at = ${at}::timestamptz
      where merchant_id = ${merchant} and seq = ${seq} and state <> 'waiting'`.execute(trx);
  },

  async replayPeriod(endpoint, { from, until }, states, at) {
    const { numAffectedRows } = await sql`
      update webhook_delivery set state = 'waiting', attempts = 0, due_at = ${at}::timestamptz
      where merchant_id = ${merchant} and endpoint_id = ${endpoint} and state = any(${[...states]}::text[])
        and at >= ${from}::timestamptz and at < ${until}::timestamptz`.execute(trx);
    return Number(numAffectedRows ?? 0);
  },
});
