import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureAdjustment } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const HOUR = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

describe.each(PLACES)("the first page of the console on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;
  const now = Date.parse("2026-11-22T02:28:00.000Z");
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    place = await open();
    server = await testServer(place, { now: () => now, approvals: "two_people" });
    for (const [role, person] of [
      ["operator", "op-lin"],
      ["approver", "ap-zhou"],
      ["viewer", "vi-chen"],
    ] as const) {
      const { json } = await server.ask("POST", "/v1/keys", { kind: "secret", mode: "test", name: role, role, person });
      keys[role] = json.key;
    }
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const as = (role: string, method: string, path: string, body?: object) =>
    server.ask(method, path, body, { key: keys[role]!, headers: { "idempotency-key": randomUUID() } });
  const waiting = async (role: string, id: string) => {
    const { items } = (await as(role, "GET", "/v1/waiting")).json as { items: { id: string; kind: string }[] };
    return items.filter((item) => item.id === id).map(({ kind }) => kind);
  };

  test("an adjustment waits for whoever can take it on, and for nobody who wrote it", async () => {
    const draft = {
      ...fixtureAdjustment,
      back: { kind: "at", at: iso(now + 2 * HOUR) },
      alternatives: "auto",
      compensation: "none",
    };
    const { id } = (await as("operator", "POST", "/v1/adjustments", { ...draft, apply: false })).json;
    const path = `/v1/adjustments/${id}`;
    expect(await waiting("approver", id)).toEqual([]);
    await as("operator", "POST", `${path}/submit`, {});
    expect(await waiting("approver", id)).toEqual(["approval"]);
    expect([await waiting("operator", id), await waiting("viewer", id)]).toEqual([[], []]);
    await as("approver", "POST", `${path}/approve`, {});
    expect([await waiting("operator", id), await waiting("approver", id)]).toEqual([["apply"], []]);
    await as("operator", "POST", `${path}/apply`, {});
    // Its promise falls due within a day.
    expect(await waiting("operator", id)).toEqual(["promise"]);
    const { counts } = (await as("operator", "GET", "/v1/waiting")).json;
    expect(counts).toContainEqual({ kind: "promise", count: 1 });
    await as("operator", "POST", `${path}/lift`, {});
    expect(await waiting("operator", id)).toEqual([]);
  });

  test("a case waits with its shopper's first words", async () => {
    const text = "为什么没有 12 期？";
    const opened = await as("support", "POST", "/v1/cases", { text, locale: "zh-CN" });
    expect(opened.status, opened.text).toBe(201);
    const { json } = await as("support", "GET", "/v1/waiting");
    expect(json.items).toContainEqual(expect.objectContaining({ kind: "case", says: text, adjustment: null }));
  });

  test("the day so far begins at the merchant's midnight and counts what was recorded", async () => {
    const { json } = await as("viewer", "GET", "/v1/today");
    expect(json).toMatchObject({
      as_of: iso(now),
      day: "2026-11-22",
      day_began_at: "2026-11-21T16:00:00.000Z",
      funnel: { today: { chosen: 0, authorised: 0 }, week_ago: { quotes: 0 } },
      due: [],
      unknown: 0,
    });
  });
});
