import { type Kysely, sql } from "kysely";
import type { Message } from "../../engine/ports.ts";
import { ids } from "../token/ids.ts";
import type { Tables } from "./tables.ts";

/** Keeps messages to be sent; one whose key is known already is left out. */
export async function enqueueIn(db: Kysely<Tables>, merchant: string, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  await sql`
    insert into outbox (merchant_id, id, dedupe_key, channel, recipient, locale, template, facts, due_at, created_at)
    select ${merchant}, row.id, row.dedupe_key, row.channel, row.recipient, row.locale, row.template, row.facts, to_timestamp(0), now()
    from json_to_recordset(${JSON.stringify(messages.map(toColumns))}::json) as row(
      id text, dedupe_key text, channel text, recipient text, locale text, template text, facts text)
    on conflict do nothing`.execute(db);
}

const toColumns = ({ channel, to, locale, template, facts, dedupe_key }: Message) => ({
  id: ids.message(Date.now()),
  dedupe_key,
  channel,
  recipient: to,
  locale,
  template,
  facts: JSON.stringify(facts),
});
