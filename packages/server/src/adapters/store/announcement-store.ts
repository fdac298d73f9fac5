import type { Adjustment, ReturnPromise } from "@fenqi/core/adjustment";
import type { Instant } from "@fenqi/core/calendar";
import type { Words } from "@fenqi/core/explanation";
import { type Kysely, sql } from "kysely";
import type { AnnouncementStore, ToldStep } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

/** Rows of one answer; a merchant with more in ninety days sees the newest. */
const MOST = 1_000;

/** States of which the public has heard. */
const TOLD = ["scheduled", "active", "ramping", "lifted", "closed"];

export const announcementStore = (db: Kysely<Tables>): AnnouncementStore => ({
  async liftedSince(merchant, since) {
    const liftedAt = sql<Date>`(body::jsonb ->> 'lifted_at')::timestamptz`;
    const rows = await db
      .selectFrom("adjustment")
      .select("body")
      .where("merchant_id", "=", merchant)
      .where("state", "in", ["lifted", "closed"])
      .where(liftedAt, ">=", sql<Date>`${since}::timestamptz`)
      .orderBy(liftedAt, "desc")
      .limit(MOST)
      .execute();
    return rows.map(({ body }) => JSON.parse(body) as Adjustment);
  },

  async adjustment(merchant, id) {
    const row = await db
      .selectFrom("adjustment")
      .select("body")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .where("state", "in", TOLD)
      .executeTakeFirst();
    return row && (JSON.parse(row.body) as Adjustment);
  },

  async promisesSince(merchant, since) {
    const liftedAt = sql<Date | null>`(body::jsonb ->> 'lifted_at')::timestamptz`;
    const rows = await db
      .selectFrom("adjustment")
      .select(["body", "promises"])
      .where("merchant_id", "=", merchant)
      .where("state", "in", TOLD)
      .where((eb) => eb.or([eb(liftedAt, "is", null), eb(liftedAt, ">=", sql<Date>`${since}::timestamptz`)]))
      .orderBy("created_at", "desc")
      .limit(MOST)
      .execute();
    return rows.map(({ body, promises }) => ({
      adjustment: JSON.parse(body) as Adjustment,
      promises: JSON.parse(promises) as ReturnPromise[],
    }));
  },

  stepsSince: (merchant, since) => steps(db, merchant, { since }),
  stepsOf: (merchant, adjustment) => steps(db, merchant, { adjustment }),
});

/** What operators said, and every new return; the newest of them where there are too many. */
async function steps(
  db: Kysely<Tables>,
  merchant: string,
  { since, adjustment }: { readonly since?: Instant; readonly adjustment?: string },
): Promise<ToldStep[]> {
  const rows = await sql<{ adjustment: string; at: Date; body: string | null }>`
    select adjustment_id as adjustment, at, body from announcement_update
    where merchant_id = ${merchant}
      and (${since ?? null}::timestamptz is null or at >= ${since ?? null}::timestamptz)
      and (${adjustment ?? null}::text is null or adjustment_id = ${adjustment ?? null}::text)
    union all
    select adjustment_id, at, null from adjustment_event
    where merchant_id = ${merchant} and move = 'extend'
      and (${since ?? null}::timestamptz is null or at >= ${since ?? null}::timestamptz)
      and (${adjustment ?? null}::text is null or adjustment_id = ${adjustment ?? null}::text)
    order by at desc limit ${MOST}`.execute(db);
  return rows.rows.map(({ adjustment: of, at, body }) => ({
    adjustment: of,
    at: at.toISOString(),
    kind: body === null ? "extended" : "progress",
    text: body === null ? null : (JSON.parse(body) as Words),
  }));
}
