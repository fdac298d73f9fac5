import type { FastifyInstance } from "fastify";
import { retryMovement } from "../engine/retry-movement.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { toMovement } from "./plan-record.ts";
import { changedAnswer } from "./plans.ts";

/** Money that partners move for plans. */
export function movementRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, digest } = context;
  const { movements } = context.planning;

  addRoute(app, context, gate, "listMovements", async ({ query, key }) => {
    const [, plan, n] = /^(.*)_(\d+)$/.exec(query.cursor ?? "") ?? [];
    const after = plan === undefined ? undefined : { plan, n: Number(n) };
    const body = await pageOf(query.limit, {
      find: (count) => movements.open(key.merchant, query.state, after, count),
      show: ({ plan: of, ...movement }) => ({ plan: of, ...toMovement(movement) }),
      cursor: (last) => `${last.plan}_${last.n}`,
    });
    return { body };
  });

  addRoute(app, context, gate, "retryMovement", async (call) => {
    const { key, params, body } = call;
    return answerOnce(
      await retryMovement(
        { ...engine, ...context.planning },
        {
          once: onceOf(call, digest),
          by: key.person,
          plan: params.id,
          n: body.movement,
          answer: changedAnswer(engine.live, key.merchant, 200),
        },
      ),
    );
  });
}
