import { openapi } from "@fenqi/contract";
import { ENGINE_VERSION } from "@fenqi/core/quote";
import type { FastifyInstance } from "fastify";
import { freshness } from "../engine/live-catalogues.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import { DOCS_ICON, DOCS_STYLE, docsPage } from "./docs-page.ts";
import type { Gate } from "./gate.ts";
import { PAGE_HEADERS } from "./security-headers.ts";

/** The API's own version, as the documents name it. */
const API_VERSION = "1.0.0";

/** Health, metrics and the description of the API. */
export function runningRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, metrics, now } = context;

  addRoute(app, context, gate, "live", () => ({ body: { status: "live" } }));

  addRoute(app, context, gate, "ready", async () => {
    const reachable = await context.storeReachable();
    const { state, age } = freshness(engine.live, now);
    // Without the store it goes on quoting from memory; without ever having seen it, it cannot.
    const status = age === null ? "starting" : reachable || state === "current" ? "ready" : "unavailable";
    return {
      status: status === "ready" ? 200 : 503,
      body: {
        status,
        store: reachable ? "reachable" : "unreachable",
        catalogue: state,
        catalogue_age: age,
        engine: ENGINE_VERSION,
      },
    };
  });

  addRoute(app, context, gate, "readSettings", () => ({ body: context.settings }));

  addRoute(app, context, gate, "metrics", async () => ({ body: await metrics.text(), type: metrics.type }));

  const described = describeOnce(context.publicUrl);
  app.get("/openapi.json", (_, reply) =>
    reply.type("application/json; charset=utf-8").header("access-control-allow-origin", "*").send(described().text),
  );
  app.get("/docs", (_, reply) => reply.type("text/html; charset=utf-8").headers(PAGE_HEADERS).send(described().page));
  app.get("/docs/icon.svg", (_, reply) =>
    reply.type("image/svg+xml").header("cache-control", "public, max-age=300").send(DOCS_ICON),
  );
  app.get("/docs/style.css", (_, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "public, max-age=300").send(DOCS_STYLE),
  );
}

/** The document and its page, written when one of them is first asked for. */
function describeOnce(publicUrl: string) {
  const describe = () => {
    const document = openapi(API_VERSION, publicUrl);
    return { text: JSON.stringify(document), page: docsPage(document, publicUrl) };
  };
  let described: ReturnType<typeof describe> | undefined;
  return () => (described ??= describe());
}
