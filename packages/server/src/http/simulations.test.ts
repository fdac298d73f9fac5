import { createClient } from "@fenqi/client";
import { checkShape, ROUTES } from "@fenqi/contract";
import { aggregateCart } from "@fenqi/core/offer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quoteStore } from "../adapters/store/quote-store.ts";
import { recordedQuotes } from "../adapters/store/recorded-quotes.ts";
import { simulationStore } from "../adapters/store/simulation-store.ts";
import { startReplay } from "../adapters/threads/replay-threads.ts";
import { vault } from "../adapters/token/vault.ts";
import { fenqi } from "../cli/testing/run.ts";
import { simulationRunner } from "../jobs/run-simulations.ts";
import { fixtureAdjustment, fixtureCatalogue, fixtureRequest } from "../testing/fixture.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const COUNT = 2_500;
const FIRST = Date.parse("2026-03-01T00:00:00.000Z");
const period = { from: "2026-03-01T00:00:00Z", until: "2026-04-01T00:00:00Z" };

let server: TestServer;

beforeAll(async () => {
  server = await testServer(await anyPlace());
  const { cart, ...rest } = fixtureRequest;
  const rows = Array.from({ length: COUNT }, (_, index) => {
    const id = `q_${String(index).padStart(5, "0")}`;
    // Three at every instant, so that pages part equal ones.
    const at = new Date(FIRST + Math.floor(index / 3) * 1_000).toISOString();
    const whole = {
      merchant: "shop",
      id,
      code: id,
      at,
      token: "t",
      shopper: null,
      digest: "d",
    };
    const input = JSON.stringify({ ...rest, cart: aggregateCart(cart) });
    const told = { currency: "CNY", total: cart.total, options: 5, missing: 0, missingOffers: [] };
    return { ...whole, answered: { catalogueVersion: "v", engineVersion: "1", input, ...told } };
  });
  const quotes = quoteStore(server.store.db, vault([server.masterKey]));
  const batch = quotes.batch();
  for (const row of rows) batch.add(row);
  await quotes.append(batch);
}, START_MS);
afterAll(() => server.close());

async function ended(id: string): Promise<ReturnType<JSON["parse"]>> {
  for (;;) {
    const { json } = await server.ask("GET", `/v1/simulations/${id}`);
    if (json.state !== "running") return json;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const pause = async () => (await server.ask("POST", "/v1/adjustments", fixtureAdjustment)).json.adjustment.id as string;
const without = { ...fixtureCatalogue("shop"), offers: fixtureCatalogue("shop").offers.slice(0, 3) };

describe("a simulation", () => {
  test("of an adjustment tells what every recorded cart loses, and what catches it", async () => {
    const started = await server.ask("POST", `/v1/adjustments/${await pause()}/simulate`, period);
    expect(started.status).toBe(202);
    const done = await ended(started.json.id);
    expect(done).toMatchObject({ state: "done", progress: { done: COUNT, total: COUNT } });
    const [cny] = done.summary.currencies;
    expect(cny.losing).toEqual({ carts: COUNT, amount: COUNT * 599_900 });
    expect(cny.without_instalments.carts).toBe(0);
    const lost = cny.ways.find((way: { offer: string }) => way.offer === "wallet-12");
    expect(lost.caught_by).toEqual([{ option: "bank-12", carts: COUNT, amount: COUNT * 599_900 }]);
    expect(done.summary.examples[0].quotes[0]).toBe("q_00000");
    expect(checkShape(ROUTES.readSimulation.answer.schema, done)).toEqual([]);
  });

  test("of a catalogue changes nothing, and of the one in force finds nothing", async () => {
    const before = await server.ask("GET", "/v1/catalogue");
    const gone = await server.ask("POST", "/v1/simulations", { ...period, catalogue: without });
    expect((await ended(gone.json.id)).summary.currencies[0].losing.carts).toBe(COUNT);
    const same = await server.ask("POST", "/v1/simulations", { ...period, catalogue: before.json.catalogue });
    expect((await ended(same.json.id)).summary.currencies[0].losing.carts).toBe(0);
    expect((await server.ask("GET", "/v1/catalogue")).text).toBe(before.text);
  });

  test("tells its progress as it goes, and what it came to", async () => {
    const { json } = await server.ask("POST", "/v1/simulations", { ...period, catalogue: without });
    const { headers, text } = await server.ask("GET", `/v1/simulations/${json.id}/events`);
    expect(headers.get("content-type")).toContain("text/event-stream");
    expect(text).toMatch(/^event: progress\ndata: \{"done":\d+,"total":2500\}\n\n/);
    const last = /event: done\ndata: (.*)\n\n$/.exec(text)?.[1];
    expect(JSON.parse(last ?? "null")).toEqual(await ended(json.id));
  });

  test("runs once per merchant; a cancelled one makes room, and stays cancelled", async () => {
    const ask = () => server.ask("POST", "/v1/simulations", { ...period, catalogue: without });
    const [first, second] = [await ask(), await ask()];
    expect(second).toMatchObject({ status: 409, json: { code: "simulation_running" } });
    const cancelled = await server.ask("DELETE", `/v1/simulations/${first.json.id}`);
    expect(cancelled.json).toMatchObject({ state: "cancelled", summary: null });
    const third = await ask();
    expect(third.status).toBe(202);
    expect((await ended(third.json.id)).state).toBe("done");
    expect((await server.ask("GET", `/v1/simulations/${first.json.id}`)).json.state).toBe("cancelled");
  });

  test("is asked for once per key", async () => {
    const options = { headers: { "idempotency-key": "simulate-once" } };
    const body = { ...period, catalogue: without };
    const first = await server.ask("POST", "/v1/simulations", body, options);
    const again = await server.ask("POST", "/v1/simulations", body, options);
    expect([again.status, again.text]).toEqual([202, first.text]);
    await ended(first.json.id);
  });

  test.each<[string, object, number, string]>([
    ["an empty period", { ...period, until: period.from, adjustment: "adj_none" }, 422, "invalid_date"],
    ["a month that does not exist", { ...period, at: "2026-13-01T00:00:00Z", adjustment: "a" }, 422, "invalid_date"],
    ["an unknown adjustment", { ...period, adjustment: "adj_none" }, 404, "not_found"],
    ["nothing to look at", period, 400, "invalid_request"],
    ["another's catalogue", { ...period, catalogue: fixtureCatalogue("other") }, 422, "merchant_mismatch"],
    ["an unsound catalogue", { ...period, catalogue: { ...without, partners: [] } }, 422, "catalogue_unsound"],
  ])("%s is refused", async (_, body, status, code) => {
    const { json, ...answer } = await server.ask("POST", "/v1/simulations", body);
    expect([answer.status, json.code]).toEqual([status, code]);
  });

  test("of an unknown id is not found", async () => {
    for (const [method, path] of [
      ["GET", ""],
      ["DELETE", ""],
      ["GET", "/events"],
    ] as const) {
      expect((await server.ask(method, `/v1/simulations/none${path}`)).status).toBe(404);
    }
  });
});

test("a process that stops in the middle leaves the rest to the next, and the figures are the same", async () => {
  const { json } = await server.ask("POST", "/v1/simulations", { ...period, catalogue: without });
  const whole = await ended(json.id);

  const { db } = server.store;
  const id = "sim_interrupted";
  const copy = db.selectFrom("simulation").selectAll().where("id", "=", json.id);
  const row = await copy.executeTakeFirstOrThrow();
  const { created_at, ...kept } = row;
  const fresh = { done: 0, summary: null, place: null, runner: "busy", ended_at: null };
  await db
    .insertInto("simulation")
    .values({
      ...kept,
      ...fresh,
      id,
      state: "running",
      created_at: created_at.toISOString(),
      beat_at: "2100-01-01T00:00:00Z",
    })
    .execute();

  const simulations = simulationStore(db);
  const deps = {
    simulations,
    recorded: recordedQuotes(db),
    startReplay: (replayed: Parameters<typeof startReplay>[0]) => startReplay(replayed, { threads: 1, behind: false }),
    now: Date.now,
    failed: (error: unknown) => expect.unreachable(String(error)),
  };
  // Another process works on it: nobody takes it over while it is heard of.
  const idle = simulationRunner({ ...deps, runner: "idle" });
  idle.wake();
  await idle.close();
  expect((await simulations.read("shop", id))?.done).toBe(0);

  // By the clock of the first to go on it is heard of no more; for the server itself it still is, which leaves it alone.
  const said: [at: string, done: number][] = [];
  let pages = 0;
  const stopped = simulationRunner({
    ...deps,
    runner: "stopped",
    now: () => Date.parse("2101-01-01T00:00:00Z"),
    simulations: {
      ...simulations,
      beat: (work, runner, at, done) => {
        said.push([at, done]);
        return simulations.beat(work, runner, at, done);
      },
    },
    recorded: {
      ...deps.recorded,
      // Fifty small pages are kept; of the second fifty it stops at the first.
      page: (merchant, asked, place) => {
        pages += 1;
        if (pages === 51) void stopped.close();
        return deps.recorded.page(merchant, asked, place, 10);
      },
    },
  });
  stopped.wake();
  while (pages < 51) await new Promise((resolve) => setTimeout(resolve, 5));
  await stopped.close();
  // Nobody works on it now, and the next need not wait.
  expect(said.at(-1)).toEqual(["2000-01-01T00:00:00.000Z", 500]);

  const next = simulationRunner({ ...deps, runner: "next" });
  next.wake();
  expect((await ended(id)).summary).toEqual(whole.summary);
  await next.close();
}, 60_000);

test("recorded quotes come in pages, each once, without shoppers", async () => {
  const client = createClient({ baseUrl: server.url, key: server.secret });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.recordedQuotes({ ...period, ...(cursor !== undefined && { cursor }) });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(found.length).toBe(COUNT);
  expect(new Set(found).size).toBe(COUNT);
  expect(found.toSorted()).toEqual(found);
});

test("what the command line exports is what it simulates with", async () => {
  const page = (await server.ask("GET", `/v1/quotes/recorded?${new URLSearchParams(period)}`)).json;
  const answers = [
    { ...page, next_cursor: "x" },
    { items: page.items.slice(0, 1), next_cursor: null },
  ];
  const { code, out, err } = await fenqi(["quotes", "export"], () => ({ status: 200, body: answers.shift() }));
  expect(code).toBe(0);
  expect(err).toBe("1,001 quotes\n");
  expect(out.trimEnd().split("\n").length).toBe(1_001);
  expect(JSON.parse(out.slice(0, out.indexOf("\n")))).toEqual(page.items[0]);
});

test("a draft can be looked at before its words are written", async () => {
  const { explanation: _, back: __, ...bare } = fixtureAdjustment;
  const draft = await server.ask("POST", "/v1/adjustments", { ...bare, apply: false });
  expect(draft.status).toBe(201);
  const started = await server.ask(
    "POST",
    `/v1/adjustments/${draft.json.id ?? draft.json.adjustment.id}/simulate`,
    period,
  );
  expect(started.status).toBe(202);
  expect((await ended(started.json.id)).summary.currencies[0].losing.carts).toBe(COUNT);
});
