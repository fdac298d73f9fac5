import { type Kysely, sql } from "kysely";
import type { ClockChange, ClockStore } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

export const clockChangeIn = (trx: Kysely<Tables>, merchant: string): ClockChange => ({
  async insertTestClock({ id, at }, made) {
    await trx
      .insertInto("test_clock")
      .values({ merchant_id: merchant, id, at, created_at: made.at, created_by: made.by })
      .execute();
  },
});

export const clockStore = (db: Kysely<Tables>): ClockStore => ({
  async read(merchant, id) {
    const row = await db
      .selectFrom("test_clock")
      .select("at")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .executeTakeFirst();
    return row && { id, at: row.at.toISOString() };
  },

  async advance(merchant, id, to) {
    const { numUpdatedRows } = await db
      .updateTable("test_clock")
      .set({ at: to })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .where("at", "<=", sql<Date>`${to}::timestamptz`)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
});
