import type { CompensationRule } from "@fenqi/core/adjustment";
import { type Kysely, sql } from "kysely";
import type { CompensationChange, CompensationRow, CompensationStore } from "../../engine/ports.ts";
import type { NewRow, Row, Tables } from "./tables.ts";

export const compensationStore = (db: Kysely<Tables>): CompensationStore => ({
  read: (merchant, id) => read(db, merchant, id),

  async list(merchant, before, limit, adjustment) {
    const rows = await db
      .selectFrom("compensation")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .$if(before !== undefined, (query) => query.where("id", "<", before!))
      .$if(adjustment !== undefined, (query) => query.where("adjustment_id", "=", adjustment!))
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return rows.map(toCompensation);
  },

  async atWork(limit) {
    const rows = await db
      .selectFrom("compensation")
      .selectAll()
      .where("state", "in", ["finding", "granting"])
      .orderBy("created_at")
      .limit(limit)
      .execute();
    return rows.map(toCompensation);
  },

  async spent(merchant, adjustment) {
    const row = await db
      .selectFrom("compensation_budget")
      .select("spent")
      .where("merchant_id", "=", merchant)
      .where("adjustment_id", "=", adjustment)
      .executeTakeFirst();
    return Number(row?.spent ?? 0);
  },

  async quotes(merchant, { from, until }, after, limit) {
    const [at, id] = after === null ? [from, ""] : placeOf(after);
    const rows = await db
      .selectFrom("quote_record")
      .select(["id", "at", "catalogue_version", "token"])
      .where("merchant_id", "=", merchant)
      .where("token", "is not", null)
      .where("at", ">=", sql<Date>`${at}::timestamptz`)
      .where("at", "<", sql<Date>`${until}::timestamptz`)
      .where(sql<boolean>`(at, id) > (${at}::timestamptz, ${id})`)
      .orderBy("at")
      .orderBy("id")
      .limit(limit)
      .execute();
    const last = rows.at(-1);
    if (!last) return undefined;
    const quotes = rows.map((row) => ({
      at: row.at.toISOString(),
      catalogueVersion: row.catalogue_version,
      token: row.token!,
    }));
    return { quotes, place: `${last.at.toISOString()} ${last.id}` };
  },
});

/** Compensations, inside a transaction that holds the merchant's row. */
export const compensationChangeIn = (trx: Kysely<Tables>, merchant: string): CompensationChange => ({
  readCompensation: (id) => read(trx, merchant, id),

  async saveCompensation(row) {
    const values = fromCompensation(row);
    await trx
      .insertInto("compensation")
      .values(values)
      .onConflict((conflict) => conflict.columns(["merchant_id", "id"]).doUpdateSet(values))
      .execute();
  },

  async addMissed(compensation, shoppers) {
    if (shoppers.length === 0) return;
    await trx
      .insertInto("compensation_shopper")
      .values(
        shoppers.map(({ mark, shopper, missedAt, foundEqual }) => ({
          merchant_id: merchant,
          compensation_id: compensation,
          shopper_mark: mark,
          shopper,
          missed_at: missedAt,
          found_equal: foundEqual,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["merchant_id", "compensation_id", "shopper_mark"]).doUpdateSet({
          missed_at: sql<string>`least(compensation_shopper.missed_at, excluded.missed_at)`,
          found_equal: sql<boolean>`compensation_shopper.found_equal or excluded.found_equal`,
        }),
      )
      .execute();
  },

  async missed(compensation, audience, after, limit) {
    const [at, mark] = after === null ? ["-infinity", ""] : placeOf(after);
    const rows = await trx
      .selectFrom("compensation_shopper")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("compensation_id", "=", compensation)
      .$if(audience === "no_equal_way", (query) => query.where("found_equal", "=", false))
      .where(sql<boolean>`(missed_at, shopper_mark) > (${at}::timestamptz, ${mark})`)
      .orderBy("missed_at")
      .orderBy("shopper_mark")
      .limit(limit)
      .execute();
    const last = rows.at(-1);
    if (!last) return undefined;
    const shoppers = rows.map((row) => ({
      mark: row.shopper_mark,
      shopper: row.shopper,
      missedAt: row.missed_at.toISOString(),
      foundEqual: row.found_equal,
    }));
    return { shoppers, place: `${last.missed_at.toISOString()} ${last.shopper_mark}` };
  },

  async forgetMissed(compensation) {
    await trx
      .deleteFrom("compensation_shopper")
      .where("merchant_id", "=", merchant)
      .where("compensation_id", "=", compensation)
      .execute();
  },

  async spend(adjustment, budget, amount) {
    const { spent } = await trx
      .insertInto("compensation_budget")
      .values({ merchant_id: merchant, adjustment_id: adjustment, budget, spent: amount })
      .onConflict((conflict) =>
        conflict
          .columns(["merchant_id", "adjustment_id"])
          .doUpdateSet({ spent: sql<number>`compensation_budget.spent + excluded.spent` }),
      )
      .returning("spent")
      .executeTakeFirstOrThrow();
    return Number(spent);
  },
});

async function read(db: Kysely<Tables>, merchant: string, id: string): Promise<CompensationRow | undefined> {
  const row = await db
    .selectFrom("compensation")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && toCompensation(row);
}

/** `2026-11-22T02:28:00.000Z q_…`: instants are kept to the millisecond, so this finds the same place again. */
function placeOf(place: string): [at: string, id: string] {
  const space = place.indexOf(" ");
  return [place.slice(0, space), place.slice(space + 1)];
}

const fromCompensation = (row: CompensationRow): NewRow<"compensation"> => ({
  merchant_id: row.merchant,
  id: row.id,
  adjustment_id: row.adjustment,
  state: row.state,
  rule: JSON.stringify(row.rule),
  from_at: row.from,
  until_at: row.until,
  created_at: row.createdAt,
  created_by: row.createdBy,
  authors: [...row.authors],
  decided_by: row.decision?.by ?? null,
  decided_at: row.decision?.at ?? null,
  note: row.decision?.note ?? null,
  place: row.place,
  quotes: row.quotes,
  granted: row.granted,
  left_out: row.leftOut,
  ended_at: row.endedAt,
});

const toCompensation = (row: Row<"compensation">): CompensationRow => ({
  merchant: row.merchant_id,
  id: row.id,
  adjustment: row.adjustment_id,
  state: row.state,
  rule: JSON.parse(row.rule) as CompensationRule,
  from: row.from_at.toISOString(),
  until: row.until_at.toISOString(),
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  authors: row.authors,
  decision: row.decided_by === null ? null : { by: row.decided_by, at: row.decided_at!.toISOString(), note: row.note },
  place: row.place,
  quotes: row.quotes,
  granted: row.granted,
  leftOut: row.left_out,
  endedAt: row.ended_at?.toISOString() ?? null,
});
