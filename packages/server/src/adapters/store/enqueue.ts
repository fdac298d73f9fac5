import { type Instant, parseInstant } from "@fenqi/core/calendar";
import { type Kysely, sql } from "kysely";
import type { Message } from "../../engine/ports.ts";
import { ids } from "../token/ids.ts";
import type { Tables } from "./tables.ts";

/** Keeps messages to be sent, from an instant on; one whose key is known already is left out. */
export async function enqueueIn(
  db: Kysely<Tables>,
  merchant: string,
  messages: readonly Message[],
  at: Instant,
): Promise<void> {
  if (messages.length === 0) return;
  await sql`
    insert into outbox (merchant_id, id, dedupe_key, channel, recipient, locale, template, facts, due_at, created_at)
    select ${merchant}, row.id, row.dedupe_key, row.channel, row.recipient, row.locale, row.template, row.facts, to_timestamp(0),
      ${at}::timestamptz
    from json_to_recordset(${JSON.stringify(messages.map((message) => toColumns(message, parseInstant(at))))}::json) as row(
      id text, dedupe_key text, channel text, recipient text, locale text, template text, facts text)
    on conflict do nothing`.execute(db);
}

const toColumns = ({ channel, to, locale, template, facts, dedupe_key }: Message, atMs: number) => ({
  id: ids.message(atMs),
  dedupe_key,
  channel,
  recipient: to,
  locale,
  template,
  facts: JSON.stringify(facts),
});
