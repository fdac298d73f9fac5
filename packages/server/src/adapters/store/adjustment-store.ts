import type { Adjustment } from "@fenqi/core/adjustment";
import type { Kysely } from "kysely";
import type { AdjustmentRow, AdjustmentState, AdjustmentStore } from "../../engine/ports.ts";
import type { Row, Tables } from "./tables.ts";

export const adjustmentStore = (db: Kysely<Tables>): AdjustmentStore => ({
  read: (merchant, id) => readAdjustment(db, merchant, id),

  async list(merchant, before, limit) {
    const rows = await db
      .selectFrom("adjustment")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .$if(before !== undefined, (query) =>
        query.where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple("created_at", "id"),
            "<",
            selectFrom("adjustment")
              .select(["created_at", "id"])
              .where("merchant_id", "=", merchant)
              .where("id", "=", before!)
              .$asTuple("created_at", "id"),
          ),
        ),
      )
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return rows.map(toAdjustmentRow);
  },

  async announced(merchant) {
    const rows = await db
      .selectFrom("adjustment")
      .select(["id", "created_at"])
      .where("merchant_id", "=", merchant)
      .execute();
    return new Map(rows.map(({ id, created_at }) => [id, created_at.toISOString()]));
  },
});

export async function readAdjustment(
  db: Kysely<Tables>,
  merchant: string,
  id: string,
): Promise<AdjustmentRow | undefined> {
  const row = await db
    .selectFrom("adjustment")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && toAdjustmentRow(row);
}

const toAdjustmentRow = (row: Row<"adjustment">): AdjustmentRow => ({
  adjustment: JSON.parse(row.body) as Adjustment,
  state: row.state as AdjustmentState,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  catalogueVersion: row.catalogue_version,
});
