import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type { FastifyInstance } from "fastify";

const TYPES: { readonly [extension: string]: string } = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A file served under /assets by a name that changes with its content, so that it can be kept for ever. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

/** Reads a file once. `fill` may replace parts of a text file, such as the addresses of fonts, before it is named. */
export function asset(name: string, file: URL | string, fill: (text: string) => string = (text) => text): Asset {
  const type = TYPES[extname(name)];
  if (type === undefined) throw new Error(`no media type is known for the asset ${name}`);
  const raw = readFileSync(file);
  const body = type.startsWith("text/") ? Buffer.from(fill(raw.toString("utf8"))) : raw;
  const digest = createHash("sha256").update(body).digest("base64url").slice(0, 10);
  const stem = name.slice(0, -extname(name).length);
  return { path: `/assets/${stem}-${digest}${extname(name)}`, type, body };
}

/** Serves the assets. One that is already served, by another of the pages, is left as it is. */
export function serveAssets(fastify: FastifyInstance, assets: readonly Asset[]): void {
  for (const { path, type, body } of assets) {
    if (fastify.hasRoute({ method: "GET", url: path })) continue;
    fastify.get(path, (_request, reply) =>
      reply
        .header("content-type", type)
        .header("cache-control", "public, max-age=31536000, immutable")
        .header("x-content-type-options", "nosniff")
        .send(body),
    );
  }
}
