import type { CompensationRecord } from "@fenqi/contract";
import type { FastifyInstance } from "fastify";
import { createCompensation } from "../engine/create-compensation.ts";
import {
  approveCompensation,
  type MoveCompensation,
  rejectCompensation,
  submitCompensation,
} from "../engine/move-compensation.ts";
import type { CompensationRow } from "../engine/ports.ts";
import { previewCompensation } from "../engine/preview-compensation.ts";
import { addRoute } from "./add-route.ts";
import type { Call } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";
import { toGrant } from "./vouchers.ts";

type MoveRoute = "submitCompensation" | "approveCompensation" | "rejectCompensation";

/** What is given under an adjustment: looked at first, asked for, decided by another person, and how far it is. */
export function compensationRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, adjustments, compensations, vouchers, telling, digest, now } = context;
  const answer = (status: number) => (row: CompensationRow) => ({ status, body: JSON.stringify(toCompensation(row)) });

  addRoute(app, context, gate, "previewCompensation", async ({ key, body: { compensation, ...question } }) => {
    const deps = { ...engine, adjustments, compensations };
    const preview = await previewCompensation(deps, key.merchant, question, compensation);
    if (!preview.ok) return answerRefusal(preview.error);
    const { leftOut, ...rest } = preview.value;
    return { body: { ...rest, left_out: leftOut } };
  });

  addRoute(app, context, gate, "createCompensation", async (call) => {
    const command = { once: onceOf(call, digest), by: call.key.person, answer: answer(201), question: call.body };
    return answerOnce(await createCompensation(engine, command));
  });

  const commandOf = (call: Call<MoveRoute>): MoveCompensation => ({
    once: onceOf(call, digest),
    by: call.key.person,
    answer: answer(200),
    id: call.params.id,
    ...call.body,
  });
  addRoute(app, context, gate, "submitCompensation", async (call) =>
    answerOnce(await submitCompensation(engine, commandOf(call))),
  );
  addRoute(app, context, gate, "approveCompensation", async (call) =>
    answerOnce(await approveCompensation(engine, commandOf(call))),
  );
  addRoute(app, context, gate, "rejectCompensation", async (call) =>
    answerOnce(await rejectCompensation(engine, { ...commandOf(call), note: call.body.note })),
  );

  addRoute(app, context, gate, "readCompensation", async ({ key, params }) => {
    const row = await compensations.read(key.merchant, params.id);
    return row ? { body: toCompensation(row) } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "listCompensations", async ({ key, query }) => {
    const body = await pageOf(query.limit, {
      find: (count) => compensations.list(key.merchant, query.cursor, count, query.adjustment),
      show: toCompensation,
      cursor: ({ id }) => id,
    });
    return { body };
  });

  addRoute(app, context, gate, "listGrants", async ({ key, params, query }) => {
    if (!(await compensations.read(key.merchant, params.id))) return answerRefusal({ code: "not_found" });
    const body = await pageOf(query.limit, {
      find: (count) => vouchers.ofCompensation(key.merchant, params.id, query.cursor ?? "", count),
      show: (row) => toGrant(row, telling.vault, now()),
      cursor: ({ id }) => id,
    });
    return { body };
  });
}

/** As the API shows it. */
const toCompensation = (row: CompensationRow): CompensationRecord => ({
  id: row.id,
  adjustment: row.adjustment,
  state: row.state,
  rule: row.rule,
  from: row.from,
  until: row.until,
  created_at: row.createdAt,
  created_by: row.createdBy,
  authors: [...row.authors],
  decision: row.decision,
  progress: { quotes: row.quotes, granted: row.granted, left_out: row.leftOut },
  ended_at: row.endedAt,
});
