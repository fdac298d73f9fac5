import type { AdjustmentRecord } from "@fenqi/contract";
import { LIMITS } from "@fenqi/contract";
import { parseInstant } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import { stateAt } from "../engine/adjustment-moves.ts";
import { type AdjustmentDraft, createAdjustment } from "../engine/create-adjustment.ts";
import { liftAdjustment } from "../engine/lift-adjustment.ts";
import type { AdjustmentRow } from "../engine/ports.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { answerRefusal } from "./problem.ts";

export function adjustmentRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, adjustments, digest, now } = context;
  const record = (row: AdjustmentRow) => toRecord(row, now());
  const answer = (status: number) => (row: AdjustmentRow) => ({ status, body: JSON.stringify(record(row)) });

  addRoute(app, context, gate, "createAdjustment", async (call) =>
    answerOnce(
      await createAdjustment(engine, {
        once: onceOf(call, digest),
        by: call.key.id,
        answer: answer(201),
        draft: call.body as AdjustmentDraft,
      }),
    ),
  );

  addRoute(app, context, gate, "liftAdjustment", async (call) =>
    answerOnce(
      await liftAdjustment(engine, {
        once: onceOf(call, digest),
        by: call.key.id,
        answer: answer(200),
        id: call.params.id,
        ...call.body,
      }),
    ),
  );

  addRoute(app, context, gate, "readAdjustment", async ({ params, key }) => {
    const row = await adjustments.read(key.merchant, params.id);
    return row ? { body: record(row) } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "listAdjustments", async ({ query, key }) => {
    const rows = await adjustments.list(key.merchant, query.cursor, LIMITS.page + 1);
    const page = rows.slice(0, LIMITS.page);
    const next = rows.length > page.length ? page.at(-1)!.adjustment.id : null;
    return { body: { items: page.map(record), next_cursor: next } };
  });
}

/** As the API shows it: a scheduled one is active from its start on. */
function toRecord(row: AdjustmentRow, nowMs: number): AdjustmentRecord {
  return {
    state: stateAt(row.state, parseInstant(row.adjustment.starts_at), nowMs),
    created_at: row.createdAt,
    created_by: row.createdBy,
    catalogue_version: row.catalogueVersion,
    adjustment: row.adjustment as AdjustmentRecord["adjustment"],
  };
}
