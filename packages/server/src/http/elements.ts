import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";

/**
 * Serves the built web components at /elements, under names that never change: pages of any origin load them, ask again
 * after five minutes, and are told by ETag when nothing is new. Compressed once, when they are first asked for.
 */
export function serveElements(app: FastifyInstance, folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".js"))) {
    const plain = readFileSync(path.join(folder, name));
    const bodies = new Map<Encoding, Buffer>();
    const body = (encoding: Encoding) => {
      const known = bodies.get(encoding) ?? COMPRESS[encoding](plain);
      bodies.set(encoding, known);
      return known;
    };
    const hash = createHash("sha256").update(plain).digest("base64url").slice(0, 16);

    app.get(`/elements/${name}`, (request, reply) => {
      const encoding = encodingFor(request.headers["accept-encoding"] ?? "");
      const etag = `"${hash}-${encoding}"`;
      reply.headers({
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "public, max-age=300, stale-while-revalidate=86400",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        vary: "accept-encoding",
        etag,
      });
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      if (encoding !== "identity") reply.header("content-encoding", encoding);
      return reply.send(body(encoding));
    });
  }
}

type Encoding = keyof typeof COMPRESS;

const COMPRESS = {
  br: (plain: Buffer) => brotliCompressSync(plain),
  gzip: (plain: Buffer) => gzipSync(plain, { level: 9 }),
  identity: (plain: Buffer) => plain,
};

function encodingFor(accepted: string): Encoding {
  if (/\bbr\b/.test(accepted)) return "br";
  return /\bgzip\b/.test(accepted) ? "gzip" : "identity";
}
