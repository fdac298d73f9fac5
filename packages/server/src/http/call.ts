import { checkShape, ROUTES, type Route, type RouteId } from "@fenqi/contract";
import type { FastifyRequest } from "fastify";
import type { Static, TSchema } from "typebox";
import type { Caller, Session, TakeBack } from "../engine/ports.ts";
import { ProblemAnswer } from "./problem.ts";

type Part<R, P extends string> = R extends { readonly [K in P]: infer S extends TSchema } ? Static<S> : undefined;

type AccessOf<I extends RouteId> = (typeof ROUTES)[I]["access"];

/** A request after everything that can be checked without the engine was checked. */
export interface Call<I extends RouteId> {
  readonly route: Route;
  /** Who asks: a key, or somebody signed in. Undefined on public routes only. */
  readonly key: AccessOf<I> extends "public"
    ? Caller | undefined
    : AccessOf<I> extends "session"
      ? Caller & { readonly session: Session }
      : Caller;
  readonly params: Part<(typeof ROUTES)[I], "params">;
  readonly query: Part<(typeof ROUTES)[I], "query">;
  readonly body: Part<(typeof ROUTES)[I], "body">;
  readonly request: FastifyRequest;
}

/** An answer: JSON as text or bytes, a value to be written as JSON, or a stream that goes out as it comes. */
export interface Answer {
  readonly status?: number;
  readonly body: string | Uint8Array | object;
  readonly type?: string;
  readonly headers?: { readonly [name: string]: string };
  /** Is given the bytes of the body when all of them have gone out at once. */
  readonly takeBack?: TakeBack;
}

/** Reads a request by its route's schemas. Throws a problem with every reason. */
export function readCall<I extends RouteId>(id: I, request: FastifyRequest, key: Caller | undefined): Call<I> {
  const route: Route = ROUTES[id];
  if (route.body) check(route.body, request.body, "");
  if (route.params) check(route.params, request.params, "#/path");
  if (route.query) check(route.query, request.query, "#/query");
  const { params, query, body } = request;
  return { route, key, params, query, body, request } as Call<I>;
}

/** What is frozen and has the form of a schema. */
const sound = new WeakMap<object, TSchema>();

/** Throws a problem with every reason why a value has not the form of a schema, pointers below `under`. */
export function check(schema: TSchema, value: unknown, under: string): void {
  const whole = typeof value === "object" && value !== null ? value : undefined;
  if (whole && sound.get(whole) === schema) return;
  const reasons = checkShape(schema, value);
  if (reasons.length === 0) {
    // A question that is remembered: it cannot have changed when it comes again.
    if (whole && Object.isFrozen(whole)) sound.set(whole, schema);
    return;
  }
  throw new ProblemAnswer("invalid_request", {
    errors: reasons.map((reason) => ({ ...reason, pointer: under + reason.pointer })),
  });
}
