import { LIMITS, ROUTES } from "@fenqi/contract";
import type { FastifyInstance } from "fastify";
import { hearPartner } from "../engine/hear-partner.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerRefusal } from "./problem.ts";

/** Where partners tell what has happened. */
export function partnerCallbackRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const deps = { ...context.engine, ...context.planning };
  // A scope of its own: a signature is over the bytes as they came.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const types = [...ROUTES.partnerCallback.upload];
    scope.addContentTypeParser(types, { parseAs: "string", bodyLimit: LIMITS.bodyBytes }, (_, body, next) =>
      next(null, body),
    );
    addRoute(scope, context, gate, "partnerCallback", async ({ params, query, request }) => {
      const message = { headers: request.headers, body: String(request.body ?? "") };
      const heard = await hearPartner(deps, params.partner, query.merchant, message);
      return heard.ok ? { body: heard.value.reply } : answerRefusal(heard.error);
    });
  });
}
