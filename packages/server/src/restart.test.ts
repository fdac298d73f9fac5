import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OwnPostgres, startPostgres } from "../../../scripts/postgres.mjs";
import { postgresFolder } from "../../../scripts/system-packages.mjs";
import { openStore } from "./adapters/store/open-store.ts";
import { fixtureAdjustment, fixtureCatalogue, fixtureRequest } from "./testing/fixture.ts";
import { START_MS } from "./testing/places.ts";
import { type ServerProcess, serverProcess } from "./testing/server-process.ts";
import { type Answered, asker, newKey } from "./testing/test-server.ts";

const programs = postgresFolder();

describe.skipIf(programs === undefined)("two processes while their PostgreSQL goes away and comes back", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-restart-"));
  const key = newKey();
  let postgres: OwnPostgres;
  let servers: readonly ServerProcess[] = [];
  let asks: readonly ReturnType<typeof asker>[] = [];

  beforeAll(async () => {
    postgres = await startPostgres(programs!);
    const env = {
      FENQI_MASTER_KEY: randomBytes(32).toString("base64"),
      FENQI_FIRST_KEY: key,
      FENQI_MERCHANT: "shop",
      FENQI_LOG: "error",
      DATABASE_URL: postgres.url,
    };
    servers = await Promise.all(
      ["one", "two"].map((name) => serverProcess({ ...env, FENQI_DATA: path.join(folder, name) })),
    );
    asks = servers.map(({ url }) => asker(url, key));
    const applied = await asks[0]!("POST", "/v1/catalogue", {
      base_version: null,
      catalogue: fixtureCatalogue("shop"),
    });
    if (applied.status !== 201) throw new Error(applied.text);
  }, START_MS);
  afterAll(async () => {
    for (const { child } of servers) {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    }
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const quotes = () => Promise.all(asks.map((ask) => ask("POST", "/v1/quotes", fixtureRequest)));
  const statuses = (answers: readonly Answered[]) => answers.map(({ status }) => status);

  /** Every process quotes from this version within so long. */
  const everywhere = (version: string, withinMs: number) =>
    expect
      .poll(async () => (await quotes()).map(({ json }) => json.catalogue_version), { timeout: withinMs, interval: 20 })
      .toEqual([version, version]);

  const knowledge = async () => (await quotes()).map(({ headers }) => headers.get("fenqi-catalogue")!.split(";")[0]);

  async function change(): Promise<string> {
    const made = await asks[0]!("POST", "/v1/adjustments", fixtureAdjustment);
    if (made.status !== 201) throw new Error(made.text);
    return (await asks[0]!("GET", "/v1/catalogue")).json.version;
  }

  test.each(["SIGINT", "SIGQUIT"] as const)(
    "stopped by %s: quotes go on and say that they are uncertain; back, a change is everywhere within 2 s",
    {
      timeout: START_MS,
    },
    async (signal) => {
      expect(await knowledge()).toEqual(["current", "current"]);
      await postgres.halt(signal);
      expect(statuses(await quotes())).toEqual([200, 200]);
      expect((await asks[1]!("POST", "/v1/adjustments", fixtureAdjustment)).status).toBe(503);
      const told = await asks[1]!("GET", "/v1/announcements");
      expect(told.json.not_recording_since).toEqual(expect.any(String));
      await expect.poll(knowledge, { timeout: 10_000 }).toEqual(["uncertain", "uncertain"]);
      expect(statuses(await quotes())).toEqual([200, 200]);
      for (const ask of asks) {
        const ready = await ask("GET", "/health/ready");
        expect([ready.status, ready.json.status, ready.json.store, ready.json.catalogue]).toEqual([
          503,
          "unavailable",
          "unreachable",
          "uncertain",
        ]);
      }

      await postgres.resume();
      await expect
        .poll(async () => (await asks[0]!("GET", "/health/ready")).json.store, { timeout: 10_000, interval: 20 })
        .toBe("reachable");
      await everywhere(await change(), 2_000);
      await expect.poll(knowledge, { timeout: 2_000 }).toEqual(["current", "current"]);
      expect((await asks[1]!("GET", "/health/ready")).status).toBe(200);

      // The listening connections are back within five seconds, and a change is heard of at once again.
      await new Promise((resolve) => setTimeout(resolve, 5_500));
      await everywhere(await change(), 1_000);
    },
  );

  test("a connection that breaks inside a transaction fails the transaction, not the process", async () => {
    const store = await openStore({ kind: "postgres", url: postgres.url, connections: 1 });
    const broken = store.db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      await postgres.halt("SIGQUIT");
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`select 1`.execute(trx);
    });
    await expect(broken).rejects.toThrow();
    await postgres.resume();
    await expect.poll(store.reachable).toBe(true);
    await store.close();
  });
});
