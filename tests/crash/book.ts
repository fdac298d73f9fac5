import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fixtureRequest } from "../../packages/server/src/testing/fixture.ts";
import { planCatalogue } from "../../packages/server/src/testing/plan-fixture.ts";
import { type ServerProcess, serverProcess } from "../../packages/server/src/testing/server-process.ts";
import { type Answered, asker, newKey } from "../../packages/server/src/testing/test-server.ts";

const MERCHANT = "shop";
const OPTION = "own-12";
const READ_MS = 60_000;

/** A store that lends from its own book, in a process that can be killed and comes back on what it had. */
export interface Book {
  /** The plans that run. */
  readonly plans: readonly string[];
  readonly key: string;
  /** Where it is now. */
  url(): string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** kill -9, and a new process. Returns how long it took to be ready, in milliseconds. */
  kill(): Promise<number>;
  /** Asks it to stop; returns its exit code, and how long it took. */
  stop(): Promise<{ readonly code: number; readonly ms: number }>;
  /** Makes so many plans more, which nobody pays. */
  open(count: number): Promise<void>;
  /** Starts it again, on another database with the same rows. */
  startOn(databaseUrl: string): Promise<void>;
  remove(): Promise<void>;
}

/** Opens a book of so many plans: on a PostgreSQL, or on the embedded database. */
export async function openBook(databaseUrl: string | undefined, count: number): Promise<Book> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-crash-"));
  const key = newKey();
  const env = {
    FENQI_MASTER_KEY: randomBytes(32).toString("base64"),
    FENQI_FIRST_KEY: key,
    FENQI_MERCHANT: MERCHANT,
    FENQI_LOG: "silent",
    FENQI_RATE_PER_SECOND: "1000000",
    FENQI_DATA: folder,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  let server: ServerProcess = await serverProcess(env);
  const ask: Book["ask"] = (method, route, body, headers = {}) =>
    asker(server.url, key)(method, route, body, { headers });
  const end = async (signal: NodeJS.Signals) => {
    const exit = once(server.child, "exit");
    server.child.kill(signal);
    return (await exit) as [number, NodeJS.Signals | null];
  };
  try {
    return {
      plans: await openPlans(ask, count),
      key,
      url: () => server.url,
      ask,
      async kill() {
        await end("SIGKILL");
        const before = performance.now();
        server = await serverProcess(env);
        return performance.now() - before;
      },
      async stop() {
        const before = performance.now();
        const [code] = await end("SIGTERM");
        return { code, ms: performance.now() - before };
      },
      async open(count) {
        await makePlans(ask, "more", count);
      },
      async startOn(databaseUrl) {
        server = await serverProcess({ ...env, DATABASE_URL: databaseUrl });
      },
      async remove() {
        if (server.child.exitCode === null && server.child.signalCode === null) await end("SIGKILL");
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await end("SIGKILL");
    throw error;
  }
}

async function openPlans(ask: Book["ask"], count: number): Promise<readonly string[]> {
  await post(ask, "/v1/catalogue", { base_version: null, catalogue: planCatalogue(MERCHANT) });
  return makePlans(ask, "order", count);
}

/** Plans made so many at a time. */
const AT_ONCE = 16;

async function makePlans(ask: Book["ask"], orders: string, count: number): Promise<readonly string[]> {
  const plans: string[] = [];
  for (let made = 0; made < count; made += AT_ONCE) {
    const next = Array.from({ length: Math.min(AT_ONCE, count - made) }, (_, k) => `${orders}-${made + k}`);
    plans.push(...(await Promise.all(next.map((order) => makePlan(ask, order)))));
  }
  return plans;
}

async function makePlan(ask: Book["ask"], order: string): Promise<string> {
  const shown = Date.now() - READ_MS;
  const quote = await post(ask, "/v1/quotes", { ...fixtureRequest, at: new Date(shown).toISOString() });
  const { disclosure } = quote.options.find(({ id }: { id: string }) => id === OPTION);
  const consent = {
    disclosure: disclosure.id,
    language: "zh-CN",
    shown_at: new Date(shown).toISOString(),
    confirmed_at: new Date(shown + READ_MS).toISOString(),
  };
  const accepted = { quote_token: quote.token, option: OPTION, order_ref: order, consent };
  const { id } = await post(ask, "/v1/plans", accepted);
  await post(ask, `/v1/plans/${id}/activations`, {});
  return id;
}

async function post(ask: Book["ask"], route: string, body: unknown) {
  const { status, json, text } = await ask("POST", route, body);
  if (status >= 300) throw new Error(`${route} answered ${status}: ${text}`);
  return json;
}
