import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { asker, newKey, type TestServer, testServer } from "../testing/test-server.ts";

const START = Date.parse("2026-11-22T02:28:00.000Z");

describe.each(PLACES)("adjustments on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;
  let now = START;

  beforeAll(async () => {
    place = await open();
    server = await testServer(place, { now: () => now });
  }, START_MS);
  beforeEach(() => {
    now += 1_000;
  });
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const adjust = (body: object, headers = {}) => server.ask("POST", "/v1/adjustments", body, { headers });
  const lift = (id: string, body: object = {}, headers = {}) =>
    server.ask("POST", `/v1/adjustments/${id}/lift`, body, { headers });
  const missing = async () => {
    const { json } = await server.ask("POST", "/v1/quotes", fixtureRequest);
    return json.missing as { offer: string; adjustment?: string; causes: { explanation: { text: string } }[] }[];
  };
  const told = async () => (await server.ask("GET", "/v1/announcements", undefined, { key: null })).json;

  test("a pause is in every quote and announcement when it is answered, and so is its end", async () => {
    const made = await adjust(fixtureAdjustment);
    expect(made.status).toBe(201);
    const { id } = made.json.adjustment;
    expect(made.json).toMatchObject({
      state: "active",
      adjustment: { ...fixtureAdjustment, explanation: fixtureAdjustment.explanation },
    });

    const gone = await missing();
    expect(gone.map(({ offer, adjustment }) => [offer, adjustment])).toEqual([
      ["wallet-3", id],
      ["wallet-12", id],
    ]);
    expect(gone[0]!.causes[0]!.explanation.text).toBe(fixtureAdjustment.explanation.en);
    const during = await told();
    expect(during.in_force[0].alternatives[0]).toMatchObject({
      ...{ offer: "bank-12", count: 12, interval: { every: 1, unit: "month" }, interest_free: false },
    });
    expect(during.in_force).toMatchObject([
      {
        id,
        state: "in_force",
        reach: [{ partner: { id: "wallet" }, counts: [3, 12], offers: ["wallet-3", "wallet-12"] }],
      },
    ]);
    expect(during.in_force[0].alternatives.map((way: { offer: string }) => way.offer)).toEqual([
      "bank-12",
      "card-full",
      "bank-6",
    ]);
    expect(during.components.map((c: { partner: { id: string }; state: string }) => [c.partner.id, c.state])).toEqual([
      ["card", "normal"],
      ["bank", "normal"],
      ["wallet", "paused"],
    ]);

    const better = { "zh-CN": "付款不再跳转", en: "Payment no longer leaves the page" };
    const lifted = await lift(id, { better });
    expect([lifted.status, lifted.json.state, lifted.json.adjustment.better]).toEqual([200, "lifted", better]);
    expect(await missing()).toEqual([]);
    const after = await told();
    expect(after.in_force).toEqual([]);
    expect(after.lifted[0]).toMatchObject({
      id,
      better,
      updates: [{ kind: "lifted", text: better }, { kind: "started" }],
    });
    expect((await server.ask("GET", `/v1/adjustments/${id}`)).json).toMatchObject(lifted.json);
  });

  test("one that starts later is announced now and closes nothing yet", async () => {
    const made = await adjust({ ...fixtureAdjustment, starts_at: new Date(now + 60_000).toISOString() });
    expect(made.json.state).toBe("scheduled");
    expect(await missing()).toEqual([]);
    const { id } = made.json.adjustment;
    expect((await told()).upcoming.map((one: { id: string }) => one.id)).toEqual([id]);
    const early = await lift(id);
    expect([early.status, early.json.code]).toEqual([409, "move_not_allowed"]);
    now += 60_000;
    expect(await missing()).toHaveLength(2);
    expect((await server.ask("GET", `/v1/adjustments/${id}`)).json.state).toBe("active");
    expect((await lift(id)).status).toBe(200);
  });

  test("a way made less visible stays, collapsed, and says why", async () => {
    const made = await adjust({
      ...fixtureAdjustment,
      kind: "demote",
      scope: { offer: "bank-6" },
      back: { kind: "none" },
    });
    const { json } = await server.ask("POST", "/v1/quotes", fixtureRequest);
    const option = json.options.find((o: { id: string }) => o.id === "bank-6");
    expect(option).toMatchObject({
      prominence: "collapsed",
      adjustments: [{ id: made.json.adjustment.id, kind: "demote" }],
    });
    await lift(made.json.adjustment.id);
  });

  test("lifting twice is refused, and an unknown id or another merchant's is not found", async () => {
    const made = await adjust(fixtureAdjustment);
    const { id } = made.json.adjustment;
    const secret = newKey();
    await server.addMerchant("other", secret);
    const other = asker(server.url, secret);
    const foreign = await other("GET", `/v1/adjustments/${id}`);
    const unknown = await other("GET", "/v1/adjustments/adj_unknown");
    const plain = (text: string) => text.replace(/"request_id":"[^"]*"/, "");
    expect([foreign.status, plain(foreign.text)]).toEqual([404, plain(unknown.text)]);
    expect((await other("POST", `/v1/adjustments/${id}/lift`, {})).status).toBe(404);
    expect((await lift(id)).status).toBe(200);
    const twice = await lift(id);
    expect([twice.status, twice.json.code, twice.json.detail]).toEqual([409, "move_not_allowed", "It is lifted."]);
  });

  const { back: _back, ...withoutBack } = fixtureAdjustment;
  test.each([
    ["no English", { ...fixtureAdjustment, explanation: { "zh-CN": "维护" } }, 400, "/explanation/en"],
    [
      "an empty explanation",
      { ...fixtureAdjustment, explanation: { "zh-CN": " ", en: "Work" } },
      400,
      "/explanation/zh-CN",
    ],
    ["no return", withoutBack, 400, "/back"],
    ["a day that is none", { ...fixtureAdjustment, back: { kind: "at", at: "2026-02-30T00:00:00Z" } }, 422, "/back/at"],
    [
      "a return before the start",
      { ...fixtureAdjustment, back: { kind: "at", at: "2020-01-01T00:00:00Z" } },
      422,
      "/back/at",
    ],
    ["a scope that reaches nothing", { ...fixtureAdjustment, scope: { count: 99 } }, 422, "/scope"],
    ["a partner that is none", { ...fixtureAdjustment, scope: { partner: "nobody" } }, 422, "/scope"],
    ["an alternative that is none", { ...fixtureAdjustment, alternatives: ["nothing"] }, 422, "/alternatives/0"],
    ["new terms without terms", { ...fixtureAdjustment, kind: "reprice" }, 422, "/terms"],
  ])("refuses %s, and leaves no trace", async (_, body, status, pointer) => {
    const before = (await server.ask("GET", "/v1/catalogue")).json.seq;
    const refused = await adjust(body);
    expect([refused.status, refused.json.errors[0].pointer]).toEqual([status, pointer]);
    expect((await server.ask("GET", "/v1/catalogue")).json.seq).toBe(before);
  });

  test("the list goes page by page, newest first", async () => {
    const { json } = await server.ask("GET", "/v1/adjustments");
    const times = json.items.map((item: { created_at: string }) => item.created_at);
    expect(times).toEqual([...times].sort().reverse());
    expect(json.next_cursor).toBeNull();
  });

  describe("check 17: an Idempotency-Key", () => {
    const versions = async () => (await server.ask("GET", "/v1/catalogue")).json.seq as number;

    test("twice, and 16 at once: one effect, the same status and bytes", async () => {
      const key = { "idempotency-key": randomUUID() };
      const before = await versions();
      const answers = await Promise.all(Array.from({ length: 16 }, () => adjust(fixtureAdjustment, key)));
      const made = answers.filter(({ status }) => status === 201);
      const waiting = answers.filter(({ status }) => status !== 201);
      expect(made.length).toBeGreaterThan(0);
      expect(waiting.every(({ status, json }) => status === 409 && json.code === "idempotency_running")).toBe(true);
      const again = await adjust(fixtureAdjustment, key);
      expect(again.headers.get("idempotent-replayed")).toBe("true");
      expect(new Set([...made, again].map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(await versions()).toBe(before + 1);
      await lift(again.json.adjustment.id);
    });

    test("with another payload, or at another address, is refused", async () => {
      const key = { "idempotency-key": randomUUID() };
      const first = await adjust(fixtureAdjustment, key);
      const before = await versions();
      const payload = await adjust({ ...fixtureAdjustment, scope: { partner: "bank" } }, key);
      const address = await lift(first.json.adjustment.id, {}, key);
      for (const other of [payload, address]) {
        expect([other.status, other.json.code]).toEqual([422, "idempotency_other_request"]);
      }
      expect(await versions()).toBe(before);
      await lift(first.json.adjustment.id);
    });

    test("of another merchant is independent", async () => {
      const key = { "idempotency-key": randomUUID() };
      const secret = newKey();
      await server.addMerchant("third", secret);
      const mine = await adjust(fixtureAdjustment, key);
      const theirs = await asker(server.url, secret)(
        "POST",
        "/v1/keys",
        { kind: "secret", mode: "test", name: "k" },
        { headers: key },
      );
      expect([mine.status, theirs.status]).toEqual([201, 201]);
      await lift(mine.json.adjustment.id);
    });

    test.each([
      ["none", ""],
      ["one of 1,000 characters", "k".repeat(1_000)],
      ["one with a space", "a b"],
    ])("%s is refused", async (_, value) => {
      const refused = await adjust(fixtureAdjustment, { "idempotency-key": value });
      expect([refused.status, refused.json.code]).toEqual([400, "idempotency_key_missing"]);
    });

    test("a refused request binds nothing: corrected under the same key, it is done", async () => {
      const key = { "idempotency-key": randomUUID() };
      expect((await adjust({ ...fixtureAdjustment, explanation: {} }, key)).status).toBe(400);
      expect((await adjust({ ...fixtureAdjustment, scope: { partner: "nobody" } }, key)).status).toBe(422);
      const corrected = await adjust(fixtureAdjustment, key);
      expect(corrected.status).toBe(201);
      await lift(corrected.json.adjustment.id);
    });
  });
});
