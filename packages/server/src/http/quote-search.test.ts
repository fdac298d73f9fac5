import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

describe.each(PLACES)("finding quotes on %s", (_, open_) => {
  let place: TestPlace;
  let server: TestServer;
  const quotes: { id: string; code: string; created_at: string }[] = [];

  const quote = async (body: object = fixtureRequest) => {
    const { json } = await server.ask("POST", "/v1/quotes", body);
    quotes.push(json);
    return json;
  };
  const search = async (query: string) =>
    (await server.ask("GET", `/v1/quotes/search?${query}`)).json.items.map(({ id }: { id: string }) => id);
  const trace = async (id: string, query = "", options = {}) =>
    (await server.ask("GET", `/v1/quotes/${id}/trace${query}`, undefined, options)).json;

  beforeAll(async () => {
    place = await open_();
    server = await testServer(place);
    await quote({ ...fixtureRequest, shopper: { ref: "s_1", age: 20 } });
    const adjusted = await server.ask("POST", "/v1/adjustments", fixtureAdjustment);
    expect(adjusted.status).toBe(201);
    await quote();
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  test("newest first, by code, amount, time and missing way", async () => {
    const [older, newer] = quotes as [(typeof quotes)[0], (typeof quotes)[0]];
    // Quotes are recorded behind their answers.
    await expect.poll(() => search(""), { timeout: 15_000 }).toEqual([newer.id, older.id]);
    expect(await search(`code=${older.code}`)).toEqual([older.id]);
    expect(await search(`code=${older.code.slice(0, 6).toLowerCase()}`)).toEqual([older.id]);
    expect(await search("missing=some")).toEqual([newer.id]);
    expect(await search("offer=wallet-12")).toEqual([newer.id]);
    expect(await search("min_total=1&max_total=2")).toEqual([]);
    expect(await search(`until=${older.created_at}`)).toEqual([]);
    expect(await search("market=CN&currency=CNY&missing=none")).toEqual([older.id]);
    const refused = await server.ask("GET", "/v1/quotes/search?from=2026-02-30T00:00:00Z");
    expect([refused.status, refused.json.code]).toEqual([422, "invalid_date"]);
  });

  test("a quote replays to its digest, and says what another instant would have answered", async () => {
    const [older, newer] = quotes as [(typeof quotes)[0], (typeof quotes)[0]];
    const before = await trace(older.id);
    expect(before.replay).toMatchObject({ verdict: "same", recorded: before.replay.replayed });
    expect(before.as_of).toMatchObject({ at: older.created_at, own: true });
    expect(before.answer.missing).toEqual([]);
    const lost = before.moments.find(({ lost }: { lost: string[] }) => lost.includes("wallet-12"));
    expect(lost.adjustments[0]).toMatchObject({ kind: "suspend" });

    const after = await trace(older.id, `?at=${newer.created_at}`);
    expect(after.as_of.own).toBe(false);
    expect(after.answer.missing.map(({ offer }: { offer: string }) => offer)).toContain("wallet-12");
    const way = after.trace.find(({ offer }: { offer: string }) => offer === "wallet-12");
    expect([way.available, way.checks.find(({ holds }: { holds: boolean }) => !holds).check]).toEqual([
      false,
      "adjustment",
    ]);
    const back = await trace(newer.id, `?at=${older.created_at}`);
    expect(back.answer.options.map(({ id }: { id: string }) => id)).toContain("wallet-12");
  });

  test("what is known of the shopper is for those who answer shoppers", async () => {
    const [{ id }] = quotes as [(typeof quotes)[0]];
    expect((await trace(id)).quote.shopper).toEqual({ ref: "s_1", age: 20 });
    const viewer = await server.ask("POST", "/v1/keys", { kind: "secret", mode: "test", name: "v", role: "viewer" });
    const { quote, trace: seen } = await trace(id, "", { key: viewer.json.key });
    expect([quote.shopper, quote.withheld]).toEqual([null, true]);
    expect(JSON.stringify(seen)).not.toContain("s_1");
  });
});
