import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Seconds that a reader may keep what it has without asking. */
const KEPT_SECONDS = 60;

/** Answers with a file that readers ask for again and again: 304 where they have it already. */
export function sendFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, updated }: { readonly type: string; readonly body: string; readonly updated: string },
): FastifyReply {
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  reply.headers({
    etag: tag,
    "last-modified": new Date(updated).toUTCString(),
    "cache-control": `public, max-age=${KEPT_SECONDS}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
  });
  return has(request, tag, updated) ? reply.code(304).send() : reply.type(type).send(body);
}

/** A tag says more than a time: where one is sent, it decides alone (RFC 9110, 13.2.2). */
function has({ headers }: FastifyRequest, tag: string, updated: string): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined) return tags.split(/,\s*/).some((each) => each.replace(/^W\//, "") === tag || each === "*");
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return since >= Math.floor(Date.parse(updated) / 1000) * 1000;
}
