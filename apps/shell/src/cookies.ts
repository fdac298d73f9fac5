import type { FastifyReply, FastifyRequest } from "fastify";

/** A cookie's value, decoded; undefined when it is absent or not well formed. */
export function readCookie(request: FastifyRequest, name: string): string | undefined {
  const prefix = `${name}=`;
  const pair = request.headers.cookie?.split(/;\s*/).find((part) => part.startsWith(prefix));
  if (pair === undefined) return undefined;
  try {
    return decodeURIComponent(pair.slice(prefix.length));
  } catch {
    return undefined;
  }
}

/** Adds a cookie that scripts cannot read and other sites do not send. Without `maxAgeSeconds` it ends with the session. */
export function setCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  options: { maxAgeSeconds?: number; path?: string } = {},
): void {
  const age = options.maxAgeSeconds === undefined ? "" : `; Max-Age=${options.maxAgeSeconds}`;
  const secure = reply.request.protocol === "https" ? "; Secure" : "";
  const cookie = `${name}=${encodeURIComponent(value)}; Path=${options.path ?? "/"}; HttpOnly; SameSite=Lax${age}${secure}`;
  const others = reply.getHeader("set-cookie");
  const list = others === undefined ? [] : Array.isArray(others) ? others : [String(others)];
  reply.header("set-cookie", [...list.filter((other) => !other.startsWith(`${name}=`)), cookie]);
}
