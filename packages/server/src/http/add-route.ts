import { Readable } from "node:stream";
import { ROUTES, type Route, type RouteId } from "@fenqi/contract";
import type { FastifyInstance, FastifyReply } from "fastify";
import { freshness } from "../engine/live-catalogues.ts";
import type { Caller } from "../engine/ports.ts";
import { type Answer, type Call, readCall } from "./call.ts";
import type { HttpContext } from "./context.ts";
import { crossOriginHeaders } from "./cross-origin.ts";
import type { Gate } from "./gate.ts";

export type Handle<I extends RouteId> = (call: Call<I>) => Answer | Promise<Answer>;

/**
 * Registers a route of the contract: first who asks and how often, from the head alone, before a body is read; then whether there
 * is a place; then the form of the request; then what it does.
 */
export function addRoute<I extends RouteId>(
  app: FastifyInstance,
  context: HttpContext,
  gate: Gate,
  id: I,
  handle: Handle<I>,
): void {
  const route: Route = ROUTES[id];
  app.route({
    method: route.method,
    url: route.path,
    config: { routeId: id },
    ...(route.bodyBytes === undefined ? {} : { bodyLimit: route.bodyBytes }),
    onRequest(request, reply, next) {
      const enter = (key: Caller | undefined) => {
        reply.headers(crossOriginHeaders(request.headers.origin, request.headers.host, key));
        if (key?.session) reply.header("cache-control", "private, no-store");
        request.caller = key ?? null;
      };
      try {
        const key = gate.pass(route, request, reply);
        if (key instanceof Promise) return void key.then(enter).then(() => next(), next);
        enter(key);
        next();
      } catch (error) {
        next(error as Error);
      }
    },
    handler(request, reply) {
      gate.enter(route, request);
      const answer = handle(readCall(id, request, request.caller ?? undefined));
      if (answer instanceof Promise) return answer.then((value) => send(context, route, reply, value));
      return send(context, route, reply, answer);
    },
  });
}

const JSON_TYPE = "application/json; charset=utf-8";

function send(context: HttpContext, route: Route, reply: FastifyReply, answer: Answer): FastifyReply {
  const { state, age } = freshness(context.engine.live, context.now);
  reply.header("fenqi-catalogue", age === null ? state : `${state}; age=${age}`);
  if (answer.headers) reply.headers(answer.headers);
  reply.type(answer.type ?? route.answer.type ?? JSON_TYPE);
  reply.code(answer.status ?? route.answer.status);
  const { body, takeBack } = answer;
  if (!(body instanceof Uint8Array)) {
    return reply.send(typeof body === "string" || body instanceof Readable ? body : JSON.stringify(body));
  }
  reply.send(body);
  // Nothing waits to go out: the kernel has it all.
  if (takeBack && reply.raw.writableEnded && reply.raw.writableLength === 0) takeBack(body);
  return reply;
}
