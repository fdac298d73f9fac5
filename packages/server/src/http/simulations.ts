import { LIMITS } from "@fenqi/contract";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { FastifyInstance } from "fastify";
import { readInstant } from "../engine/known-times.ts";
import type { SimulationRow } from "../engine/simulation-ports.ts";
import { type StartSimulation, startSimulation } from "../engine/start-simulation.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";
import { simulationEvents } from "./simulation-events.ts";

export function simulationRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, simulations, recorded, digest, now, runSimulations } = context;
  const closing = new AbortController();
  app.addHook("preClose", async () => closing.abort());

  const start = async (command: Omit<StartSimulation, "answer">) => {
    const answer = ({ id }: { readonly id: string }) => ({ status: 202, body: JSON.stringify({ id }) });
    const outcome = await startSimulation({ ...engine, recorded }, { ...command, answer });
    if (outcome.kind === "done") runSimulations();
    return answerOnce(outcome);
  };

  addRoute(app, context, gate, "simulateAdjustment", (call) =>
    start({ once: onceOf(call, digest), by: call.key.person, ...call.body, proposal: { adjustment: call.params.id } }),
  );

  addRoute(app, context, gate, "createSimulation", (call) => {
    const { from, until, at, ...looked } = call.body;
    const proposal = "adjustment" in looked ? looked : { catalogue: looked.catalogue as Catalogue };
    return start({ once: onceOf(call, digest), by: call.key.person, from, until, ...(at && { at }), proposal });
  });

  addRoute(app, context, gate, "listSimulations", async ({ query, key }) => {
    const body = await pageOf(query.limit, {
      find: (count) => simulations.list(key.merchant, query.cursor, count, query.adjustment),
      show: (row) => {
        const { summary: _, ...listed } = toSimulation(row);
        return listed;
      },
      cursor: ({ id }) => id,
    });
    return { body };
  });

  addRoute(app, context, gate, "readSimulation", async ({ params, key }) => {
    const row = await simulations.read(key.merchant, params.id);
    return row ? { body: toSimulation(row) } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "cancelSimulation", async ({ params, key }) => {
    const row = await simulations.cancel(key.merchant, params.id, new Date(now()).toISOString());
    return row ? { body: toSimulation(row) } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "simulationEvents", async ({ params, key }) => {
    const read = () => simulations.read(key.merchant, params.id);
    const row = await read();
    if (!row) return answerRefusal({ code: "not_found" });
    const body = simulationEvents(row, read, toSimulation, closing.signal);
    return { body, headers: { "cache-control": "no-store", "x-accel-buffering": "no" } };
  });

  addRoute(app, context, gate, "recordedQuotes", async ({ query, key }) => {
    const from = readInstant(query.from);
    const until = readInstant(query.until);
    if (from === undefined) return answerRefusal({ code: "invalid_date", pointer: "#/query/from" });
    if (until === undefined) return answerRefusal({ code: "invalid_date", pointer: "#/query/until" });
    const page = await recorded.page(key.merchant, { from, until }, query.cursor ?? null, LIMITS.recordedQuotes);
    const next = page && page.count === LIMITS.recordedQuotes ? page.place : null;
    const items = page?.lines.replaceAll("\n", ",") ?? "";
    return { body: `{"items":[${items}],"next_cursor":${JSON.stringify(next)}}` };
  });
}

/** As the API shows it. */
function toSimulation({ id, state, question, done, total, summary, ...row }: SimulationRow) {
  return {
    id,
    state,
    ...question,
    progress: { done: state === "done" ? total : Math.min(done, total), total },
    created_at: row.createdAt,
    created_by: row.createdBy,
    ended_at: row.endedAt,
    summary: state === "done" ? summary : null,
  };
}
