import type { FastifyInstance } from "fastify";
import { printLinkedStatement, printStatement } from "../engine/plan-statement.ts";
import type { Result } from "../engine/refusals.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerRefusal } from "./problem.ts";

/** Statements of plans as PDF, for the store and for the shopper who holds a link. */
export function statementRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const deps = { ...context.engine, ...context.planning };
  const answer = (printed: Result<Uint8Array>, plan: string) =>
    printed.ok
      ? {
          headers: {
            "cache-control": "private, no-store",
            "content-disposition": `attachment; filename="${plan}.pdf"`,
          },
          body: printed.value,
        }
      : answerRefusal(printed.error);

  addRoute(app, context, gate, "planStatement", async ({ key, params, query }) =>
    answer(await printStatement(deps, key.merchant, params.id, query.locale ?? "zh-CN"), params.id),
  );

  addRoute(app, context, gate, "linkedStatement", async ({ body: { token, plan, locale = "zh-CN" } }) =>
    answer(await printLinkedStatement(deps, { token, plan, locale }), plan),
  );
}
