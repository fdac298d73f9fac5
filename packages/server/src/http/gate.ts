import { isSameSite, PATHS, type Route } from "@fenqi/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller, KeyRow } from "../engine/ports.ts";
import type { HttpContext } from "./context.ts";
import { type InFlight, inFlight } from "./in-flight.ts";
import { keyOf, mayCall } from "./key-check.ts";
import { fromOwnPage } from "./own-page.ts";
import { one, ProblemAnswer } from "./problem.ts";
import { callerOf, sessionToken } from "./session-check.ts";
import { type Allowance, type RateLimit, tokenBuckets } from "./token-bucket.ts";

export interface Gate {
  /**
   * Who asks: checked and counted, from the head alone. Throws a problem when turned away. Keys are known at once; a session is
   * asked of the store, so that it ends everywhere at the moment when it is ended.
   */
  pass(route: Route, request: FastifyRequest, reply: FastifyReply): Caller | undefined | Promise<Caller>;
  /**
   * Takes a place among those being answered, unless it has one. Throws a problem when there is none. Only for a request that is
   * there whole: whoever sends slowly must not keep others from theirs.
   */
  enter(route: Route, request: FastifyRequest): void;
  /** Gives the place back, if it had one. */
  leave(request: FastifyRequest): void;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, known from the head; null on public routes, and before. */
    caller: Caller | null;
    /** The place that it holds among those in flight. */
    place: "quote" | "other" | null;
  }
}

/** Paths that answer from memory by computing: turned away first when there is too much to do. */
const COMPUTING: ReadonlySet<string> = new Set([PATHS.quotes, PATHS.replay, PATHS.option, PATHS.compare]);

export function createGate(context: HttpContext): Gate {
  const { limits } = context;
  const places: InFlight = inFlight(limits.quotesInFlight, limits.othersInFlight);
  const perKey = tokenBuckets(limits.key);
  const perAddress = tokenBuckets(limits.address);
  const wrongKeys = tokenBuckets(limits.wrongKeys);
  const keyLimit = named("key", limits.key);
  const addressLimit = named("address", limits.address);
  const wrongKeysLimit = named("wrong-keys", limits.wrongKeys);
  const check = { keys: context.keys, digest: context.digest, now: context.now };

  const wrong = (request: FastifyRequest) => {
    const allowance = wrongKeys(request.ip, performance.now());
    if (!allowance.allowed) throw tooMany(wrongKeysLimit, allowance);
  };

  const keyOfRequest = (request: FastifyRequest): KeyRow | undefined => {
    try {
      return keyOf(check, request.headers.authorization);
    } catch (error) {
      wrong(request);
      throw error;
    }
  };

  const signedIn = async (route: Route, request: FastifyRequest, reply: FastifyReply, token: string) => {
    const caller = await callerOf(context.sessions, token);
    if (!caller) {
      wrong(request);
      throw new ProblemAnswer("session_missing");
    }
    mayCall(route, caller);
    count(reply, keyLimit, perKey(caller.id, performance.now()));
    return caller;
  };

  const enter: Gate["enter"] = (route, request) => {
    if (request.place !== null) return;
    const quote = COMPUTING.has(route.path) && route.method === "POST";
    places.enter(quote);
    request.place = quote ? "quote" : "other";
  };

  return {
    enter,
    pass(route, request, reply) {
      const { "content-encoding": encoding } = request.headers;
      if (encoding !== undefined && encoding !== "identity")
        throw new ProblemAnswer(
          "media_type_unsupported",
          one("#/headers/content-encoding", "not_allowed", "must be absent"),
        );
      if (route.sameSite) fromOwnPage(request.headers, route);
      const { authorization } = request.headers;
      if (route.access !== "public" && authorization === undefined) {
        const token = sessionToken(request.headers.cookie);
        if (token !== undefined) {
          if (isSameSite(route)) fromOwnPage(request.headers, route);
          // The store is asked before the body has come.
          enter(route, request);
          return signedIn(route, request, reply, token);
        }
      }
      const key = authorization === undefined ? undefined : keyOfRequest(request);
      mayCall(route, key);
      if (key) count(reply, keyLimit, perKey(key.hash, performance.now()));
      if (key?.kind !== "secret" && !isProbe(route)) {
        count(reply, addressLimit, perAddress(request.ip, performance.now()));
      }
      return key;
    },
    leave(request) {
      if (request.place !== null) places.leave(request.place === "quote");
      request.place = null;
    },
  };
}

/** Health and metrics are asked by machines that must not be turned away. */
const isProbe = ({ group }: Route): boolean => group === "Running";

interface NamedLimit extends RateLimit {
  readonly name: string;
  /** As its header says it. */
  readonly policy: string;
}

const named = (name: string, { perSecond, burst }: RateLimit): NamedLimit => ({
  ...{ name, perSecond, burst },
  policy: `"${name}";q=${burst};w=${Math.max(1, Math.round(burst / perSecond))}`,
});

function count(reply: FastifyReply, limit: NamedLimit, allowance: Allowance): void {
  if (!allowance.allowed) throw tooMany(limit, allowance);
  reply.header("ratelimit", `"${limit.name}";r=${allowance.remaining};t=${allowance.resetSeconds}`);
  reply.header("ratelimit-policy", limit.policy);
}

function tooMany({ name, perSecond, burst, policy }: NamedLimit, { resetSeconds }: Allowance): ProblemAnswer {
  return new ProblemAnswer(
    "rate_limited",
    { detail: `At most ${burst} at once, then ${perSecond} a second.` },
    {
      "retry-after": String(Math.max(1, resetSeconds)),
      ratelimit: `"${name}";r=0;t=${Math.max(1, resetSeconds)}`,
      "ratelimit-policy": policy,
    },
  );
}
