import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const DAY = 86_400_000;
const title = { "zh-CN": "上周五的延误，抱歉", en: "Sorry for last Friday" };
const explanation = {
  "zh-CN": "上周五付款变慢，原因已经找到。",
  en: "Payments were slow last Friday; the cause is found.",
};

interface Told {
  readonly template: string;
  readonly subject: string;
  readonly text: string;
}

describe.each(PLACES)("announcements that belong to no change, on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;
  let now = Date.parse("2026-11-22T02:28:00.000Z");
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    place = await open();
    server = await testServer(place, { now: () => now, approvals: "two_people" });
    for (const [role, person] of [
      ["operator", "op-lin"],
      ["approver", "ap-zhou"],
    ] as const) {
      const { json } = await server.ask("POST", "/v1/keys", { kind: "secret", mode: "test", name: role, role, person });
      keys[role] = json.key;
    }
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const inDays = (days: number) => new Date(now + days * DAY).toISOString();
  const news = (more: object = {}) => ({
    kind: "inform",
    cause: "incident",
    scope: {},
    back: { kind: "at", at: inDays(7) },
    title,
    explanation,
    ...more,
  });
  const as = (role: string, method: string, path: string, body?: object) =>
    server.ask(method, `/v1/adjustments${path}`, body, {
      key: keys[role]!,
      headers: { "idempotency-key": randomUUID() },
    });
  const make = async (body: object = news()) => (await as("operator", "POST", "", body)).json.id as string;
  const move = (role: string, id: string, name: string, body: object = {}) => as(role, "POST", `/${id}/${name}`, body);
  const publish = async (body: object = news()) => {
    const id = await make(body);
    for (const [role, name] of [
      ["operator", "submit"],
      ["approver", "approve"],
      ["operator", "apply"],
    ] as const) {
      expect((await move(role, id, name)).json.code).toBeUndefined();
    }
    return id;
  };
  const publicly = async (path: string) => (await server.ask("GET", path, undefined, { key: null })).json;
  const quoted = async () => {
    const { options, missing } = (await server.ask("POST", "/v1/quotes", fixtureRequest)).json;
    return { options, missing };
  };
  const letters = async (): Promise<Told[]> =>
    (await server.ask("GET", "/v1/outbox")).json.items.filter((one: Told) => one.template === "adjustment");

  test("it needs a title in both languages and a second person, and no decision on what does not change", async () => {
    const id = await make(news({ title: { "zh-CN": title["zh-CN"] } }));
    const refused = (await move("operator", id, "submit")).json;
    expect(refused.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["/title/en"]);
    await as("operator", "PATCH", `/${id}`, { version: 1, title });
    expect((await move("operator", id, "submit")).json.state).toBe("submitted");
    expect((await move("operator", id, "approve")).status).toBe(403);
    await move("approver", id, "approve");
    expect((await as("operator", "PATCH", `/${id}`, { version: 4, explanation })).json.approval).toBeNull();
    await move("operator", id, "withdraw");
  });

  test("it is told in the one record, and no quote knows of it", async () => {
    const before = await quoted();
    const id = await publish();
    const [told] = (await publicly("/v1/announcements")).in_force;
    expect(told).toMatchObject({ id, kind: "inform", title, notice: null, alternatives: [], compensation: null });
    expect(told.explanation).toMatchObject({ id: `${id}.why`, ...explanation });
    expect((await publicly(`/v1/announcements/${id}`)).announcement).toEqual(told);
    expect(await quoted()).toEqual(before);
    await move("operator", id, "lift");
    expect((await publicly(`/v1/announcements/${id}`)).announcement).toMatchObject({ state: "lifted", title });
  });

  test("a ceiling that is new or stricter needs one of cause compliance, in its market: then a way above it is missing", async () => {
    const ceiling = { id: "cn", market: "CN", currency: "CNY", from: "2022-01-01", max_ppm: 100_000, source: "law" };
    const apply = async (fields: object | undefined) => {
      const { version, catalogue } = (await server.ask("GET", "/v1/catalogue")).json;
      const { ceilings: _, ...rest } = catalogue;
      const next = fields === undefined ? rest : { ...rest, ceilings: [{ ...ceiling, ...fields }] };
      const { status, json } = await server.ask("POST", "/v1/catalogue", { base_version: version, catalogue: next });
      return status === 201 ? "applied" : (json.errors[0].code as string);
    };
    expect(await apply({})).toBe("ceiling_added");
    expect(await apply({ announced_by: "adj_nobody" })).toBe("ceiling_added");
    expect(await apply({ announced_by: await publish(news({ cause: "business" })) })).toBe("ceiling_added");
    const elsewhere = await publish(news({ cause: "compliance", scope: { market: "HK" } }));
    expect(await apply({ announced_by: elsewhere })).toBe("ceiling_added");
    const submitted = await make(news({ cause: "compliance" }));
    expect(await apply({ announced_by: submitted })).toBe("ceiling_added");

    const before = await quoted();
    const announced_by = await publish(news({ cause: "compliance", scope: { market: "CN" } }));
    expect(await apply({ announced_by })).toBe("applied");
    const above = (await quoted()).missing.filter(({ causes }: { causes: { code: string }[] }) =>
      causes.some(({ code }) => code === "rate_above_cap"),
    );
    expect(above.length).toBeGreaterThan(0);

    // Raised, ended sooner or taken out it needs nobody; lowered, prolonged or moved it does.
    expect(await apply({ max_ppm: 210_000 })).toBe("applied");
    expect(await apply({ max_ppm: 205_000 })).toBe("ceiling_changed");
    expect(await apply({ max_ppm: 210_000, market: "HK" })).toBe("ceiling_changed");
    expect(await apply({ max_ppm: 210_000, until: "2027-01-01" })).toBe("applied");
    expect(await apply({ max_ppm: 210_000, until: "2027-01-02" })).toBe("ceiling_changed");
    expect(await apply({ max_ppm: 210_000 })).toBe("ceiling_changed");
    expect(await apply(undefined)).toBe("applied");
    expect((await quoted()).missing).toEqual(before.missing);
  });

  test("it is over by itself at its time, also another one; no return was promised", async () => {
    const id = await publish();
    now += 6 * DAY;
    expect((await move("operator", id, "extend", { back: { kind: "at", at: inDays(2) } })).status).toBe(200);
    const end = inDays(2);
    now += 2 * DAY - 1;
    expect((await publicly(`/v1/announcements/${id}`)).announcement.state).toBe("in_force");
    now += 1;
    const { announcement } = await publicly(`/v1/announcements/${id}`);
    expect(announcement).toMatchObject({ state: "lifted", lifted_at: end });
    expect(announcement.updates[0]).toEqual({ at: end, kind: "lifted", text: null });
    const record = (await as("operator", "GET", `/${id}`)).json;
    expect(record).toMatchObject({ state: "lifted", adjustment: { lifted_at: end } });
    expect(record.promises.map(({ outcome }: { outcome: string }) => outcome)).toEqual(["slipped", "kept"]);
    expect((await move("operator", id, "lift")).json.code).toBe("move_not_allowed");
    const { promises } = await publicly("/v1/announcements");
    expect(promises.filter((one: { adjustment: string }) => one.adjustment === id)).toEqual([]);
    now += 31 * DAY;
    expect((await as("operator", "GET", `/${id}`)).json.state).toBe("closed");
  });

  test("it stands beside a pause without overlapping it", async () => {
    const id = await publish();
    const pause = await make({
      ...fixtureAdjustment,
      back: { kind: "none" },
      alternatives: "auto",
      compensation: "none",
    });
    expect((await as("operator", "GET", `/${pause}`)).json.overlaps).toEqual([]);
    expect((await as("operator", "GET", `/${id}`)).json.overlaps).toEqual([]);
    await move("operator", id, "lift");
    await move("operator", pause, "withdraw");
  });

  test.each([
    ["a pause with a title", { ...fixtureAdjustment, title }, "/title"],
    [
      "an announcement that comes back by steps",
      { ramp: { steps: [{ share_ppm: 1_000_000, dwell_minutes: 0 }] } },
      "/ramp",
    ],
    ["an announcement of terms", { terms: { repayment: "interest_free" } }, "/terms"],
    [
      "an announcement with vouchers",
      {
        compensation: {
          kind: "voucher",
          amount: 100,
          currency: "CNY",
          budget: 100,
          valid_until: "2027-03-01T00:00:00.000Z",
          audience: "missed_way",
        },
      },
      "/compensation",
    ],
  ])("%s is refused", async (_name, more, pointer) => {
    const decided = { back: { kind: "at", at: inDays(7) }, alternatives: "auto", compensation: "none" };
    const id = await make("kind" in more ? { ...decided, ...more } : news(more));
    const { errors } = (await move("operator", id, "submit")).json;
    expect(errors.map((flaw: { pointer: string; code: string }) => [flaw.pointer, flaw.code])).toEqual([
      [pointer, "out_of_place"],
    ]);
    await move("operator", id, "withdraw");
  });

  test("subscribers hear of it once, under its title, and not that it is over", async () => {
    const wish = {
      components: ["wallet.wallet_instalments"],
      channel: "inbox",
      address: "shopper-lin",
      locale: "en",
    };
    await server.ask("POST", "/v1/subscriptions", wish);
    const about = async (...ids: string[]) =>
      (await letters()).filter(({ text }) => ids.some((id) => text.includes(`${id}.why`)));
    const id = await publish();
    await expect.poll(async () => (await about(id)).length, { timeout: 15_000 }).toBe(1);
    await move("operator", id, "lift");
    const better = { "zh-CN": "以后会更快告知。", en: "We will tell you sooner." };
    const next = await publish();
    await move("operator", next, "lift", { better });
    await expect.poll(async () => (await about(id, next)).length, { timeout: 15_000 }).toBe(3);
    const all = await about(id, next);
    const subjects = all.map(({ subject }) => subject).sort();
    expect(subjects).toEqual([`Announcement: ${title.en}`, `Announcement: ${title.en}`, `Over: ${title.en}`]);
    const first = all.find(({ subject }) => subject.startsWith("Announcement"));
    expect(first!.text).toContain(explanation.en);
    expect(first!.text).not.toContain("Not coming back");
    expect(all.find(({ subject }) => subject.startsWith("Over"))!.text).toContain(better.en);
  });
});
