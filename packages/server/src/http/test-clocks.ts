import type { FastifyInstance } from "fastify";
import { advanceTestClock, createTestClock } from "../engine/test-clocks.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { numberIn, pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";
import { testModeOnly } from "./test-mode.ts";

/** Clocks of their own for plans in test mode, and what happened to plans. */
export function testClockRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, planning, digest } = context;
  const failed = (error: unknown) => context.log.warn({ error }, "a partner could not be asked to take a payment");
  const deps = { ...engine, ...planning, failed };

  addRoute(app, context, gate, "createTestClock", async (call) => {
    testModeOnly(call.key, "/at");
    return answerOnce(
      await createTestClock(deps, {
        once: onceOf(call, digest),
        by: call.key.person,
        at: call.body.at,
        answer: (clock) => ({ status: 201, body: JSON.stringify(clock) }),
      }),
    );
  });

  addRoute(app, context, gate, "advanceTestClock", async (call) => {
    testModeOnly(call.key, "/to");
    return answerOnce(
      await advanceTestClock(deps, {
        once: onceOf(call, digest),
        id: call.params.id,
        to: call.body.to,
        answer: (clock) => ({ status: 200, body: JSON.stringify(clock) }),
      }),
    );
  });

  addRoute(app, context, gate, "readTestClock", async ({ params, key }) => {
    const clock = await planning.clocks.read(key.merchant, params.id);
    return clock ? { body: clock } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "events", async ({ query, key }) => {
    const body = await pageOf(query.limit, {
      find: (count) => planning.plans.events(key.merchant, numberIn(query.cursor), query.plan, count),
      show: ({ seq, ...event }) => ({ id: `evt_${seq}`, ...event }),
      cursor: ({ seq }) => String(seq),
    });
    return { body };
  });
}
