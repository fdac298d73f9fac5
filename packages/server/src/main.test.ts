import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureCatalogue, fixtureRequest } from "./testing/fixture.ts";
import { POSTGRES, START_MS } from "./testing/places.ts";
import { type ServerProcess, serverProcess } from "./testing/server-process.ts";
import { asker, newKey } from "./testing/test-server.ts";

const running: ServerProcess[] = [];
const start = async (env: { readonly [name: string]: string }) => {
  const server = await serverProcess(env);
  running.push(server);
  return server;
};
const stopped = async ({ child }: ServerProcess, signal: "SIGTERM" | "SIGKILL") => {
  const exit = once(child, "exit");
  child.kill(signal);
  return (await exit) as [number | null, string | null];
};

afterAll(() => {
  for (const { child } of running) child.kill("SIGKILL");
});

const secrets = () => ({ FENQI_MASTER_KEY: randomBytes(32).toString("base64"), FENQI_FIRST_KEY: newKey() });

describe("a server on a folder", () => {
  test("check 7: a second refuses; killed or stopped, what was written is there again", {
    timeout: 4 * START_MS,
  }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "fenqi-data-"));
    const env = { ...secrets(), FENQI_DATA: folder, FENQI_MERCHANT: "shop" };
    const first = await start(env);
    const ask = asker(first.url, env.FENQI_FIRST_KEY);
    await ask("POST", "/v1/catalogue", { base_version: null, catalogue: fixtureCatalogue("shop") });
    await expect(start(env)).rejects.toThrow(/FolderInUse.*in use by process \d+/s);
    const adjusted = await ask("POST", "/v1/adjustments", fixtureAdjustment);
    expect(adjusted.status).toBe(201);
    await stopped(first, "SIGKILL");

    const second = await start(env);
    const again = asker(second.url, env.FENQI_FIRST_KEY);
    expect((await again("GET", `/v1/adjustments/${adjusted.json.id}`)).json).toEqual({
      ...adjusted.json,
      history: [{ at: adjusted.json.created_at, by: "first", move: "create", note: null }],
    });
    const quote = await again("POST", "/v1/quotes", fixtureRequest);
    expect(await stopped(second, "SIGTERM")).toEqual([0, null]);

    const third = await start(env);
    const last = asker(third.url, env.FENQI_FIRST_KEY);
    expect((await last("GET", `/v1/quotes/${quote.json.id}`)).text).toBe(quote.text);
    await stopped(third, "SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  });

  test("refuses to start on a wrong configuration, and says all that is wrong", async () => {
    await expect(start({ FENQI_RATE_PER_SECOND: "x" })).rejects.toThrow(/FENQI_RATE_PER_SECOND.*FENQI_MASTER_KEY/s);
  });
});

describe.each(POSTGRES)("two processes on %s", (_, open) => {
  test("a change in one is quoted by the other: within 1 s, and within 2 s when the notice is lost", {
    timeout: START_MS,
  }, async () => {
    const place = await open();
    if (place.place.kind !== "postgres") throw new Error("not PostgreSQL");
    const { url } = place.place;
    const env = { ...secrets(), DATABASE_URL: url, FENQI_MERCHANT: "shop" };
    const [one, two] = await Promise.all([start(env), start(env)]);
    const [here, there] = [one, two].map((server) => asker(server.url, env.FENQI_FIRST_KEY)) as [Ask, Ask];
    const applied = await here("POST", "/v1/catalogue", { base_version: null, catalogue: fixtureCatalogue("shop") });
    await until(there, applied.json.version, 2_000);

    const { cause, scope, back } = fixtureAdjustment;
    const paused = await here("POST", "/v1/adjustments/emergency", { cause, scope, back, explanation: "off.incident" });
    expect(paused.status).toBe(201);
    await until(there, paused.json.catalogue_version, 1_000);

    // The listening connections are cut, so that this notice reaches nobody.
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const cut =
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fenqi-notices' and datname = current_database()";
    expect((await admin.query(cut)).rowCount).toBe(2);
    await here("POST", `/v1/adjustments/${paused.json.id}/lift`, {});
    const { version } = (await here("GET", "/v1/catalogue")).json;
    await until(there, version, 2_000);

    // The listeners come back by themselves, and notices count again.
    await expect
      .poll(
        async () =>
          (
            await admin.query(
              "select 1 from pg_stat_activity where application_name = 'fenqi-notices' and query ilike 'listen%' and datname = current_database()",
            )
          ).rowCount,
        { timeout: 10_000 },
      )
      .toBe(2);
    const issued = await here("POST", "/v1/keys", { kind: "secret", mode: "test", name: "new" });
    await expect
      .poll(async () => (await there("GET", "/v1/catalogue", undefined, { key: issued.json.key })).status, {
        timeout: 2_000,
      })
      .toBe(200);

    const quote = await here("POST", "/v1/quotes", fixtureRequest);
    const elsewhere = await there("POST", "/v1/quotes/replay", { token: quote.json.token });
    expect(elsewhere.text).toBe(quote.text);
    await admin.end();
    expect(await Promise.all([one, two].map((server) => stopped(server, "SIGTERM")))).toEqual([
      [0, null],
      [0, null],
    ]);
    await place.drop();
  });

  test("without the store quoting goes on, says that it is uncertain, and writing waits", {
    timeout: START_MS,
  }, async () => {
    const place = await open();
    if (place.place.kind !== "postgres") throw new Error("not PostgreSQL");
    const env = { ...secrets(), DATABASE_URL: place.place.url, FENQI_MERCHANT: "shop" };
    const server = await start(env);
    const ask = asker(server.url, env.FENQI_FIRST_KEY);
    await ask("POST", "/v1/catalogue", { base_version: null, catalogue: fixtureCatalogue("shop") });
    await place.drop();

    expect((await ask("POST", "/v1/quotes", fixtureRequest)).status).toBe(200);
    const refused = await ask("POST", "/v1/adjustments", fixtureAdjustment);
    expect(refused.status).toBe(503);
    await expect
      .poll(async () => (await ask("POST", "/v1/quotes", fixtureRequest)).headers.get("fenqi-catalogue"), {
        timeout: 15_000,
      })
      .toMatch(/^uncertain; age=/);
    expect((await ask("GET", "/health/ready")).json).toMatchObject({ catalogue: "uncertain", store: "unreachable" });
    await stopped(server, "SIGTERM");
  });
});

type Ask = ReturnType<typeof asker>;

async function until(ask: Ask, version: string, withinMs: number): Promise<void> {
  await expect
    .poll(async () => (await ask("POST", "/v1/quotes", fixtureRequest)).json.catalogue_version, {
      timeout: withinMs,
      interval: 20,
    })
    .toBe(version);
}
