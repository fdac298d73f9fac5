import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fixtureAdjustment } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse("2026-11-22T02:28:00.000Z");
const text = { "zh-CN": "新连接已完成核对。", en: "The new connection is checked." };

describe.each(PLACES)("announcements on %s", (_, open) => {
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

  const told = async () => (await server.ask("GET", "/v1/announcements", undefined, { key: null })).json;
  const shown = (id: string) => server.ask("GET", `/v1/announcements/${id}`, undefined, { key: null });
  const post = (id: string, body: unknown = { text }) => server.ask("POST", `/v1/adjustments/${id}/updates`, body);
  const adjust = async (more: object = {}) =>
    (
      await server.ask("POST", "/v1/adjustments", {
        ...fixtureAdjustment,
        back: { kind: "update_by", by: new Date(now + DAY).toISOString() },
        ...more,
      })
    ).json.adjustment.id as string;
  const lift = (id: string) => server.ask("POST", `/v1/adjustments/${id}/lift`, {});
  /** Another second, so that what the store remembers is asked again. */
  const later = () => new Promise((resolve) => setTimeout(resolve, 1_100));

  test("what an operator says stands at once in the record and at the permanent address", async () => {
    const id = await adjust();
    now += 60_000;
    expect((await post(id)).json).toMatchObject({ adjustment: id, text });
    const [newest] = (await told()).in_force[0].updates;
    expect(newest).toEqual({ at: new Date(now).toISOString(), kind: "progress", text });
    expect((await shown(id)).json.announcement.updates[0].text).toEqual(text);
    await lift(id);
  });

  test("nobody without a secret key says anything, and nothing is said of what nobody knows", async () => {
    expect((await server.ask("POST", "/v1/adjustments/adj_1/updates", { text }, { key: null })).status).toBe(401);
    expect((await post("adj_unknown")).status).toBe(404);
    expect((await shown("adj_unknown")).status).toBe(404);
  });

  test("notice is measured from the announcement to the start, against the policy of its cause", async () => {
    const starts_at = new Date(now + 2 * DAY).toISOString();
    const id = await adjust({ starts_at, cause: "maintenance" });
    const { notice } = (await shown(id)).json.announcement;
    expect(notice).toEqual({ given_hours: 48, asked_hours: 72, kept: false });
    now += 3 * DAY;
    await lift(id);
  });

  test("returns are kept or missed by the time that was promised", async () => {
    const kept = await adjust({ back: { kind: "at", at: new Date(now + DAY).toISOString() } });
    await lift(kept);
    now += 60_000;
    const missed = await adjust({ back: { kind: "at", at: new Date(now + DAY).toISOString() } });
    now += 2 * DAY;
    await lift(missed);
    const outcomes = new Map(
      (await told()).promises.map((one: { adjustment: string; outcome: string }) => [one.adjustment, one.outcome]),
    );
    expect(outcomes.get(kept)).toBe("kept");
    expect(outcomes.get(missed)).toBe("missed");
  });

  test("ninety days are remembered though the catalogue keeps thirty; the permanent address stays for good", async () => {
    const id = await adjust();
    await lift(id);
    now += 60 * DAY;
    await lift(await adjust());
    await later();
    const ids = async () => (await told()).lifted.map((one: { id: string }) => one.id);
    expect(await ids()).toContain(id);
    now += 40 * DAY;
    await later();
    expect(await ids()).not.toContain(id);
    expect((await shown(id)).json.announcement).toMatchObject({ id, state: "lifted" });
  });

  test("nothing that is public names a person or a key", async () => {
    const id = await adjust();
    await post(id);
    for (const { text: body } of [await server.ask("GET", "/v1/announcements"), await shown(id)]) {
      expect(body).not.toMatch(/key_|"by":"(?!20)|created_by/);
    }
  });
});
