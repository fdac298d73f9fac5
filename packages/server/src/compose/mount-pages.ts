import { createClient } from "@fenqi/client";
import type { FastifyInstance } from "fastify";
import type { ServerConfig } from "../adapters/environment/config.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "../engine/demo-people.ts";
import { DEMO_KEYS } from "../engine/first-start.ts";
import type { HttpContext } from "../http/context.ts";
import { serveElements } from "../http/elements.ts";
import { fetchInProcess } from "../http/in-process.ts";

/** Pages are loaded where they are served: an API alone starts without them. */
export async function pageForUnknown(): Promise<NonNullable<HttpContext["unknownPage"]>> {
  const { sendProblemPage } = await import("@fenqi/shell");
  return (request, reply) => sendProblemPage(request, reply, 404);
}

async function loadPages({ demo }: Pick<ServerConfig, "demo">) {
  const [{ statusPages }, { supportPages }, { plansPages }, { consolePages }, shop] = await Promise.all([
    import("@fenqi/status"),
    import("@fenqi/status/support"),
    import("@fenqi/plans"),
    import("@fenqi/console"),
    demo ? Promise.all([import("@fenqi/store"), import("@fenqi/demo")]) : undefined,
  ]);
  return { statusPages, supportPages, plansPages, consolePages, shop };
}

/** The pages speak to this server's public API, through its own front door. */
export async function mountPages(app: FastifyInstance, config: ServerConfig, origin: string): Promise<void> {
  serveElements(app, new URL("../../../checkout/dist", import.meta.url).pathname);
  const ask = { baseUrl: "", fetch: fetchInProcess(app) };
  const { statusPages, supportPages, plansPages, consolePages, shop } = await loadPages(config);
  await app.register(statusPages, { client: createClient(ask), origin });
  await app.register(supportPages, { client: createClient(ask) });
  const demoPeople = { people: DEMO_PEOPLE, password: DEMO_PASSWORD };
  await app.register(consolePages, {
    company: config.oidc !== undefined,
    ...(config.demo ? { demo: demoPeople } : {}),
  });
  if (!shop) return void (await app.register(plansPages, { client: createClient(ask) }));

  const client = createClient({ ...ask, key: DEMO_KEYS.secret });
  // The demo's own shop takes payments here; another store names its address in the link.
  await app.register(plansPages, { client: createClient(ask), pay: client });
  const [{ storePages }, { demoPages }] = shop;
  await app.register(storePages, { client, publishableKey: DEMO_KEYS.publishable });
  await app.register(demoPages, { client, publishableKey: DEMO_KEYS.publishable });
}
