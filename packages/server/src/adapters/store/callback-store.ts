import { type Kysely, sql } from "kysely";
import type { CallbackStore } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

export const callbackStore = (db: Kysely<Tables>): CallbackStore => ({
  async heard(merchant, partner, id) {
    const { rows } = await sql`
      select 1 from partner_callback where merchant_id = ${merchant} and partner = ${partner} and id = ${id}`.execute(
      db,
    );
    return rows.length > 0;
  },

  async keep(merchant, partner, { id, about, reference, state, at }, heardAt) {
    await sql`
      insert into partner_callback (merchant_id, partner, id, about, reference, state, at, heard_at)
      values (${merchant}, ${partner}, ${id}, ${about}, ${reference}, ${state}, ${at}::timestamptz, ${heardAt}::timestamptz)
      on conflict do nothing`.execute(db);
  },
});
