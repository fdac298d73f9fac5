import { timingSafeEqual } from "node:crypto";
import type { Route } from "@fenqi/contract";
import type { KnownKeys } from "../engine/known-keys.ts";
import { beyond, type Holder, holds } from "../engine/permissions.ts";
import type { Caller, Clock, Digest, KeyRow } from "../engine/ports.ts";
import { answerRefusal, one, ProblemAnswer } from "./problem.ts";

export interface KeyCheck {
  readonly keys: KnownKeys;
  readonly digest: Digest;
  readonly now: Clock;
}

const SCHEME = "Bearer ";
/** No key is longer; a longer header is not hashed. */
const LONGEST = 200;

const HEADER = "#/headers/authorization";
const MISSING = one(HEADER, "required", 'is required, as "Bearer" and a key: pk_… in a page, sk_… on a server');
const NOT_BEARER = one(HEADER, "bad_form", 'must be "Bearer", a space and a key');
const NO_KEY = one(HEADER, "unknown", "holds no key of this server, or one that has expired or was revoked");
const PUBLISHABLE = one(HEADER, "not_allowed", "holds a publishable key; a secret one (sk_…) is needed, from a server");

/** The key of a request, valid now; undefined when it sends none. Throws a problem when it is not valid. */
export function keyOf({ keys, digest, now }: KeyCheck, authorization: string | undefined): KeyRow | undefined {
  if (authorization === undefined) return undefined;
  if (!authorization.startsWith(SCHEME) || authorization.length > LONGEST)
    throw new ProblemAnswer("key_unknown", NOT_BEARER);
  const hash = digest(authorization.slice(SCHEME.length));
  const bytes = Buffer.from(hash, "hex");
  const found = keys.candidates(hash).find((row) => timingSafeEqual(Buffer.from(row.hash, "hex"), bytes));
  if (!found || found.revokedAt !== null || hasExpired(found, now())) throw new ProblemAnswer("key_unknown", NO_KEY);
  return found;
}

const hasExpired = ({ expiresAt }: KeyRow, nowMs: number): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= nowMs;

/** Throws where whoever asks may not call a route: the kind of key, then the role. */
export function mayCall({ access, needs }: Pick<Route, "access" | "needs">, key: Caller | undefined): void {
  if (access === "public") return;
  if (access === "session" && !key?.session) throw new ProblemAnswer("session_missing");
  if (!key) throw new ProblemAnswer("key_missing", MISSING, { "www-authenticate": "Bearer" });
  if (access === "secret" && key.kind !== "secret") throw new ProblemAnswer("secret_key_needed", PUBLISHABLE);
  if (needs !== undefined && !holds(key, needs)) answerRefusal({ code: "forbidden", permission: needs });
}

/** Throws where somebody would give more than they hold themselves. */
export function notBeyond(giver: Caller, given: Holder): void {
  const permission = beyond(giver, given);
  if (permission !== undefined) answerRefusal({ code: "forbidden", permission });
}
