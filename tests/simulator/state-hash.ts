import { createHash } from "node:crypto";
import type { SimulatedDatabase } from "./database.ts";
import { SEALERS } from "./server.ts";

/** Written by the database's own clock, or drawn for one attempt: nothing follows from them. */
const BESIDE = ["written_at", "transaction", "attempt"];
/** What matters: where plans stand, the books, what was told, promised, moved and answered. By table, columns beside those above that are left out. */
const TABLES: { readonly [table: string]: readonly string[] } = {
  plan: [],
  plan_standing: [],
  instalment: [],
  consent: [],
  ledger_entry: [],
  posting: [],
  plan_event: [],
  plan_movement: [],
  partner_callback: [],
  audit_entry: [],
  audit_head: [],
  // The body is sealed with a nonce, and opened below; a request to accept holds a token that is sealed with another.
  idempotency: ["body", "request_hash"],
  // An id of its own, an address that is sealed.
  outbox: ["id", "recipient"],
  plan_reminded: [],
  webhook_delivery: [],
  reconciliation: [],
  reconciliation_exception: [],
  test_clock: [],
  erased_shopper: [],
};

/** sha256 over all that a run has left, in one order. */
export async function stateHash(database: SimulatedDatabase): Promise<string> {
  const hash = createHash("sha256");
  for (const [table, own] of Object.entries(TABLES)) {
    const rows = await database.rows<{ row: string }>(
      `select (to_jsonb(t) - $1::text[])::text as row from ${table} t order by 1`,
      [[...BESIDE, ...own]],
    );
    hash.update(`${table} ${rows.length}\n`);
    for (const { row } of rows) hash.update(`${row}\n`);
  }
  const answers = await database.rows<{ key: string; body: string | null }>(
    "select key, body from idempotency order by key",
  );
  for (const { key, body } of answers) hash.update(`${key} ${body === null ? "" : SEALERS.answers.open(body)}\n`);
  return hash.digest("hex");
}
