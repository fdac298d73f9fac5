import type { FastifyInstance } from "fastify";
import { eraseContact, setContact } from "../engine/plan-contacts.ts";
import type { Result } from "../engine/refusals.ts";
import { addRoute } from "./add-route.ts";
import type { Answer } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerRefusal } from "./problem.ts";

/** Whom a plan's shopper notices go to. */
export function planContactRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const deps = { ...context.engine, ...context.planning };

  addRoute(app, context, gate, "setPlanContact", async ({ key, params, body }) =>
    answered(await setContact(deps, { merchant: key.merchant, plan: params.id, by: key.person }, body)),
  );
  addRoute(app, context, gate, "erasePlanContact", async ({ key, params }) =>
    answered(await eraseContact(deps, { merchant: key.merchant, plan: params.id, by: key.person })),
  );
}

const answered = (result: Result<{ readonly plan: string }>): Answer =>
  result.ok ? { body: result.value } : answerRefusal(result.error);
