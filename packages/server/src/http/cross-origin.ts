import type { Caller } from "../engine/ports.ts";
import { one, ProblemAnswer } from "./problem.ts";

/** What a page of another origin may read of an answer. */
const EXPOSED = "fenqi-catalogue, ratelimit, ratelimit-policy, retry-after, idempotent-replayed";

/**
 * Headers that let a page of `origin` read the answer. Throws when the publishable key is not for that origin.
 * Secret keys get none: a browser must not hold one.
 */
export function crossOriginHeaders(
  origin: string | undefined,
  host: string | undefined,
  key: Caller | undefined,
): { readonly [name: string]: string } {
  if (origin === undefined || key?.kind === "secret") return {};
  if (key && !isOwn(origin, host) && !key.origins.some((allowed) => allows(allowed, origin))) {
    throw new ProblemAnswer("origin_not_allowed", notOurs(origin), readable(origin));
  }
  return readable(origin);
}

const notOurs = (origin: string) =>
  one("#/headers/origin", "not_allowed", `${origin.slice(0, 100)} is none of the origins that the key was made for`);

/** Answer to a browser that asks first. The key is not known yet; the request itself is checked against it. */
export const preflightHeaders = (origin: string, method: string): { readonly [name: string]: string } => ({
  "access-control-allow-origin": origin,
  "access-control-allow-methods": method,
  "access-control-allow-headers": "authorization, content-type",
  "access-control-max-age": "600",
  vary: "origin",
});

const readable = (origin: string) => ({
  "access-control-allow-origin": origin,
  "access-control-expose-headers": EXPOSED,
  vary: "origin",
});

const isOwn = (origin: string, host: string | undefined): boolean => origin.slice(origin.indexOf("//") + 2) === host;

/** Exactly the same; a local address without a port allows every port, for development. */
function allows(allowed: string, origin: string): boolean {
  if (allowed === origin) return true;
  return /^http:\/\/(localhost|127\.0\.0\.1)$/.test(allowed) && origin.startsWith(`${allowed}:`);
}
