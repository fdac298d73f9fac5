import { type Kysely, sql } from "kysely";
import type { WebhookDelivery, WebhookEndpoint, WebhookStore } from "../../engine/ports.ts";
import type { Row, Tables } from "./tables.ts";

export const webhookStore = (db: Kysely<Tables>): WebhookStore => ({
  async endpoints(merchant) {
    const rows = await db
      .selectFrom("webhook_endpoint")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .orderBy("id")
      .execute();
    return rows.map(toEndpoint);
  },

  endpoint: (merchant, id) => readEndpoint(db, merchant, id),

  async deliveries(merchant, { endpoint, state, subject }, before, limit) {
    let query = db
      .selectFrom("webhook_delivery")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .orderBy("seq", "desc")
      .limit(limit);
    if (endpoint !== undefined) query = query.where("endpoint_id", "=", endpoint);
    if (state !== undefined) query = query.where("state", "=", state);
    if (subject !== undefined) query = query.where("subject", "=", subject);
    if (before !== undefined) query = query.where("seq", "<", String(before));
    return (await query.execute()).map(toDelivery);
  },

  async forgetDeliveries(before) {
    await sql`
      delete from webhook_delivery where state <> 'waiting' and last_at < ${before}::timestamptz`.execute(db);
  },
});

export async function readEndpoint(
  db: Kysely<Tables>,
  merchant: string,
  id: string,
): Promise<WebhookEndpoint | undefined> {
  const row = await db
    .selectFrom("webhook_endpoint")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && toEndpoint(row);
}

const toEndpoint = (row: Row<"webhook_endpoint">): WebhookEndpoint => ({
  id: row.id,
  url: row.url,
  events: row.events,
  state: row.state,
  secrets: row.secrets,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
});

export const toDelivery = (row: Row<"webhook_delivery">): WebhookDelivery => ({
  seq: Number(row.seq),
  endpoint: row.endpoint_id,
  event: row.event_id,
  subject: row.subject,
  type: row.type,
  at: row.at.toISOString(),
  state: row.state,
  attempts: row.attempts,
  dueAt: row.due_at?.toISOString() ?? null,
  lastAt: row.last_at?.toISOString() ?? null,
  lastStatus: row.last_status,
  lastError: row.last_error,
});
