import type { Catalogue } from "@fenqi/core/catalogue";
import type { SimulationSummary } from "@fenqi/core/simulation";
import { type Kysely, sql } from "kysely";
import type {
  NewSimulation,
  SimulationQuestion,
  SimulationRow,
  SimulationState,
  SimulationStore,
  SimulationWork,
} from "../../engine/simulation-ports.ts";
import type { Row, Tables } from "./tables.ts";

export const simulationStore = (db: Kysely<Tables>): SimulationStore => {
  const own = ({ merchant, id }: SimulationRow, runner: string) =>
    db
      .updateTable("simulation")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .where("state", "=", "running")
      .where("runner", "=", runner);

  return {
    async read(merchant, id) {
      const row = await db
        .selectFrom("simulation")
        .selectAll()
        .where("merchant_id", "=", merchant)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toRow(row);
    },

    async list(merchant, before, limit, adjustment) {
      const rows = await db
        .selectFrom("simulation")
        .select(["merchant_id", "id", "state", "question", "total", "done", "created_at", "created_by", "ended_at"])
        .where("merchant_id", "=", merchant)
        .$if(before !== undefined, (query) => query.where("id", "<", before!))
        .$if(adjustment !== undefined, (query) =>
          query.where(sql<boolean>`question::jsonb ->> 'adjustment' = ${adjustment}`),
        )
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => toRow({ ...row, summary: null }));
    },

    async claim(runner, at, silentSince) {
      const { rows } = await sql<Row<"simulation">>`
        update simulation set runner = ${runner}, beat_at = ${at}::timestamptz
        where (merchant_id, id) = (
          select merchant_id, id from simulation
          where state = 'running' and (beat_at is null or beat_at < ${silentSince}::timestamptz)
          order by created_at limit 1 for update skip locked)
        returning *`.execute(db);
      return rows[0] && toWork(rows[0]);
    },

    async beat(work, runner, at, done) {
      const { numUpdatedRows } = await own(work, runner).set({ beat_at: at, done }).executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async keep(work, runner, at, { done, place, summary }, ended) {
      const { numUpdatedRows } = await own(work, runner)
        .set({ beat_at: at, done, place, summary: JSON.stringify(summary) })
        .$if(ended !== undefined, (update) => update.set({ state: ended!, ended_at: at }))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async cancel(merchant, id, at) {
      await db
        .updateTable("simulation")
        .set({ state: "cancelled", ended_at: at })
        .where("merchant_id", "=", merchant)
        .where("id", "=", id)
        .where("state", "=", "running")
        .execute();
      return this.read(merchant, id);
    },
  };
};

/** False when another one of this merchant runs. */
export async function openSimulation(
  trx: Kysely<Tables>,
  merchant: string,
  simulation: NewSimulation,
): Promise<boolean> {
  const { id, question, before, after, total, createdAt, createdBy } = simulation;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("simulation")
    .values({
      merchant_id: merchant,
      id,
      state: "running",
      question: JSON.stringify(question),
      before_catalogue: JSON.stringify(before),
      after_catalogue: JSON.stringify(after),
      total,
      created_at: createdAt,
      created_by: createdBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

type CatalogueColumn = "before_catalogue" | "after_catalogue" | "place" | "runner" | "beat_at";

const toRow = (row: Omit<Row<"simulation">, CatalogueColumn>): SimulationRow => ({
  merchant: row.merchant_id,
  id: row.id,
  state: row.state as SimulationState,
  question: JSON.parse(row.question) as SimulationQuestion,
  total: row.total,
  done: row.done,
  summary: row.summary === null ? null : (JSON.parse(row.summary) as SimulationSummary),
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  endedAt: row.ended_at?.toISOString() ?? null,
});

const toWork = (row: Row<"simulation">): SimulationWork => ({
  ...toRow(row),
  before: JSON.parse(row.before_catalogue) as Catalogue,
  after: JSON.parse(row.after_catalogue) as Catalogue,
  place: row.place,
});
