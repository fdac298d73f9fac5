import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

const SLOW_MS = 6_000;

/** What stands between the checkout and the API: it waits, or never answers well. */
export type Fault = "none" | "slow" | "down";

/** The API behind a fault, at `/demo/states/api/{fault}/v1/…`: every request goes on to the real one, with its own key. */
export function serveFaults(fastify: FastifyInstance): void {
  fastify.post<{ Params: { fault: string; "*": string }; Querystring: Record<string, string> }>(
    "/demo/states/api/:fault/v1/quotes",
    async (request, reply) => {
      const { fault } = request.params;
      if (fault === "down") return reply.code(503).send();
      if (fault === "slow") await pause(SLOW_MS);
      const query = new URLSearchParams(request.query).toString();
      const { authorization = "" } = request.headers;
      const answer = await fastify.inject({
        method: "POST",
        url: `/v1/quotes${query && `?${query}`}`,
        headers: { authorization, "content-type": "application/json" },
        payload: JSON.stringify(request.body),
      });
      return reply.code(answer.statusCode).type("application/json").send(answer.rawPayload);
    },
  );
}
