import { type Kysely, sql } from "kysely";
import type { MarkStore } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

/** Each of these reads one entry at the end of an index. */
export const markStore = (db: Kysely<Tables>): MarkStore => ({
  async marks(merchant) {
    const { rows } = await sql<{ topic: string; mark: string }>`
      select stream as topic, seq::text as mark from audit_head where merchant_id = ${merchant}
      union all select 'plans', coalesce(max(seq), 0)::text from plan_event where merchant_id = ${merchant}
      union all select 'events', coalesce(max(seq), 0)::text from event where merchant_id = ${merchant}
      union all select 'health', coalesce(max(seq), 0)::text from partner_event where merchant_id = ${merchant}
    `.execute(db);
    return new Map(rows.map(({ topic, mark }) => [topic, mark]));
  },
});
