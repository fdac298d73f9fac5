import type { ReturnPromise } from "@fenqi/core/adjustment";
import type { Instant } from "@fenqi/core/calendar";
import { type Kysely, sql } from "kysely";
import type {
  AdjustmentEventKind,
  AdjustmentRow,
  AdjustmentState,
  AdjustmentStore,
  RampState,
} from "../../engine/ports.ts";
import type { NewRow, Row, Tables } from "./tables.ts";

/** Events shown of one adjustment. */
const HISTORY = 1_000;

export const adjustmentStore = (db: Kysely<Tables>): AdjustmentStore => ({
  read: (merchant, id) => readAdjustment(db, merchant, id),

  async history(merchant, id) {
    const rows = await db
      .selectFrom("adjustment_event")
      .select(["move", "at", "by", "note"])
      .where("merchant_id", "=", merchant)
      .where("adjustment_id", "=", id)
      .orderBy("seq")
      .limit(HISTORY)
      .execute();
    return rows.map(({ move, at, by, note }) => ({
      move: move as AdjustmentEventKind,
      at: at.toISOString(),
      by,
      note,
    }));
  },

  async list(merchant, before, limit, { state, review } = {}) {
    const rows = await db
      .selectFrom("adjustment")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .$if(state !== undefined, (query) => query.where("state", "=", state!))
      .$if(review !== undefined, (query) =>
        query
          .where("approved_by", "is", null)
          .where("review_due_at", review!.kind === "due" ? ">=" : "<", sql<Date>`${review!.at}::timestamptz`),
      )
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
      .select(["id", "announced_at"])
      .where("merchant_id", "=", merchant)
      .where("announced_at", "is not", null)
      .execute();
    return new Map(rows.map(({ id, announced_at }) => [id, announced_at!.toISOString()]));
  },

  due: (at, limit) =>
    db
      .selectFrom("adjustment")
      .select(["merchant_id as merchant", "id"])
      .where("look_at", "<=", sql<Date>`${at}::timestamptz`)
      .orderBy("look_at")
      .limit(limit)
      .execute(),
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
  adjustment: JSON.parse(row.body) as AdjustmentRow["adjustment"],
  state: row.state as AdjustmentState,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  authors: row.authors,
  authority: row.authority,
  approval: row.approved_by === null ? null : { by: row.approved_by, at: row.approved_at!.toISOString() },
  reviewDueAt: row.review_due_at?.toISOString() ?? null,
  promises: JSON.parse(row.promises) as ReturnPromise[],
  ramp: row.ramp === null ? null : (JSON.parse(row.ramp) as RampState),
  returned: row.returned,
  announcedAt: row.announced_at?.toISOString() ?? null,
  catalogueVersion: row.catalogue_version,
});

/** A row as it is written; `lookAt` says when time may move it next. */
export const fromAdjustment = (merchant: string, row: AdjustmentRow, lookAt: Instant | null): NewRow<"adjustment"> => ({
  merchant_id: merchant,
  id: row.adjustment.id,
  state: row.state,
  body: JSON.stringify(row.adjustment),
  created_at: row.createdAt,
  created_by: row.createdBy,
  catalogue_version: row.catalogueVersion,
  version: row.version,
  authors: [...row.authors],
  authority: row.authority,
  approved_by: row.approval?.by ?? null,
  approved_at: row.approval?.at ?? null,
  review_due_at: row.reviewDueAt,
  promises: JSON.stringify(row.promises),
  ramp: row.ramp && JSON.stringify(row.ramp),
  returned: row.returned,
  announced_at: row.announcedAt,
  look_at: lookAt,
});
