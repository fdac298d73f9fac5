import { acceptForms, answerWithPages, SHELL_ASSETS, sendProblemPage, serveAssets } from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import { STORE_STYLE } from "./look.ts";
import type { StoreClient } from "./quote/ask.ts";
import { cartRoutes } from "./routes/cart.ts";
import { checkoutRoutes } from "./routes/checkout.ts";
import { compareRoutes } from "./routes/compare.ts";
import { shelfRoutes } from "./routes/shelf.ts";

export interface StorePagesOptions {
  /** Speaks to the public API with a secret or publishable key, which stays on the server. */
  readonly client: StoreClient;
  /** Publishable key for the elements in the browser. */
  readonly publishableKey: string;
  readonly now?: () => number;
}

/** The demo store: a small phone shop that asks for quotes through the public API, as any store would. */
export async function storePages(fastify: FastifyInstance, options: StorePagesOptions): Promise<void> {
  const deps = { client: options.client, publishableKey: options.publishableKey, now: options.now ?? Date.now };
  acceptForms(fastify);
  answerWithPages(fastify);
  serveAssets(fastify, [...SHELL_ASSETS, STORE_STYLE]);
  shelfRoutes(fastify, deps);
  cartRoutes(fastify, deps);
  checkoutRoutes(fastify, deps);
  compareRoutes(fastify, deps);

  // Whatever nothing else answers: a reader gets a page, a program the API's own problem.
  fastify.get("/*", (request, reply) => {
    const reads = String(request.headers.accept ?? "").includes("text/html") && !request.url.startsWith("/v1/");
    return reads ? sendProblemPage(request, reply, 404) : reply.callNotFound();
  });
}
