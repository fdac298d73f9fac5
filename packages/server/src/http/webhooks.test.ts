import { verifyWebhook } from "@fenqi/client";
import { EVENT_TYPES, type EventType } from "@fenqi/contract";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureAdjustment } from "../testing/fixture.ts";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { planServer } from "../testing/plan-fixture.ts";
import { asker, newKey, type TestServer, testServer } from "../testing/test-server.ts";
import { type Receiver, webhookReceiver } from "../testing/webhook-receiver.ts";

let place: TestPlace;
let server: TestServer;
let guarded: TestServer;
let receiver: Receiver;

beforeAll(async () => {
  [place, receiver] = await Promise.all([anyPlace(), webhookReceiver()]);
  server = await testServer(place, { webhooksInside: true });
}, START_MS);
afterAll(async () => {
  await server.close();
  await receiver.close();
  await place.drop();
});

const create = async (events: readonly string[] = ["*"]) =>
  (await server.ask("POST", "/v1/webhook-endpoints", { url: receiver.url, events })).json;
const remove = (id: string) => server.ask("DELETE", `/v1/webhook-endpoints/${id}`);
const adjust = async (): Promise<string> =>
  (await server.ask("POST", "/v1/adjustments", fixtureAdjustment)).json.adjustment.id;
const typesOf = (subject: string): EventType[] =>
  receiver.received
    .map(({ body }) => JSON.parse(body))
    .filter((event) => event.subject === subject)
    .map(({ type }) => type);

describe("webhooks", () => {
  test("tell the life of an adjustment in its order, signed as the specification's library wants it", async () => {
    const { id, secret } = await create();
    const adjustment = await adjust();
    const move = (name: string, body: object) => server.ask("POST", `/v1/adjustments/${adjustment}/${name}`, body);
    await move("extend", { back: { kind: "at", at: "2030-01-01T00:00:00Z" } });
    await move("updates", { text: { "zh-CN": "进展", en: "Progress" } });
    await move("lift", {});
    const told = ["adjustment.started", "adjustment.extended", "announcement.updated", "adjustment.lifted"];
    await expect.poll(() => typesOf(adjustment), { timeout: 15_000 }).toEqual(told);
    const mine = receiver.received.filter(({ body }) => body.includes(adjustment));
    mine.forEach(({ headers, body }, index) => {
      const event = new Webhook(secret).verify(body, headers) as Record<string, unknown>;
      expect(event).toMatchObject({ id: headers["webhook-id"], subject: adjustment, sequence: index + 1 });
      expect(Object.keys(EVENT_TYPES)).toContain(event.type);
    });
    expect(JSON.parse(mine[0]!.body).data).toMatchObject({
      state: "active",
      kind: "suspend",
      scope: { partner: "wallet" },
    });
    await remove(id);
  });

  test("carry both signatures while a secret takes the other's place, and then one", async () => {
    const { id, secret: before } = await create();
    const rotated = (await server.ask("POST", `/v1/webhook-endpoints/${id}/rotate-secret`, { overlap_hours: 1 })).json;
    expect(rotated.secret).not.toBe(before);
    expect(rotated.secrets.map(({ until }: { until: string | null }) => until === null)).toEqual([true, false]);
    const next = async () => {
      const adjustment = await adjust();
      await expect.poll(() => typesOf(adjustment), { timeout: 15_000 }).toHaveLength(1);
      await server.ask("POST", `/v1/adjustments/${adjustment}/lift`, {});
      return receiver.received.find(({ body }) => body.includes(adjustment))!;
    };
    const during = await next();
    for (const secret of [before, rotated.secret]) new Webhook(secret).verify(during.body, during.headers);
    const last = (await server.ask("POST", `/v1/webhook-endpoints/${id}/rotate-secret`, { overlap_hours: 0 })).json;
    const after = await next();
    new Webhook(last.secret).verify(after.body, after.headers);
    new Webhook(before).verify(after.body, after.headers);
    expect(() => new Webhook(newSecret()).verify(after.body, after.headers)).toThrow();
    await remove(id);
  });

  test("are listed, and sent again under the same id when asked", async () => {
    const { id } = await create(["adjustment.started"]);
    const adjustment = await adjust();
    const list = async (query = "") =>
      (await server.ask("GET", `/v1/webhook-deliveries?endpoint=${id}&subject=${adjustment}${query}`)).json;
    await expect.poll(async () => (await list("&state=delivered")).items.length, { timeout: 15_000 }).toBe(1);
    const [delivery] = (await list()).items;
    expect(delivery).toMatchObject({ event: `${adjustment}_1`, attempts: 1, last_status: 204, next_attempt_at: null });
    const again = await server.ask("POST", `/v1/webhook-deliveries/${delivery.id}/replay`, {});
    expect([again.status, again.json.state]).toEqual([200, "waiting"]);
    await expect.poll(() => typesOf(adjustment), { timeout: 15_000 }).toHaveLength(2);
    const sent = receiver.received.filter(({ body }) => body.includes(adjustment));
    expect(new Set(sent.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([`${adjustment}_1`]));
    expect(sent[1]!.body).toBe(sent[0]!.body);
    for (const path of ["dlv_999999999/replay", "none/replay"]) {
      expect((await server.ask("POST", `/v1/webhook-deliveries/${path}`, {})).status).toBe(404);
    }
    await remove(id);
    expect((await list()).items).toEqual([]);
  });

  test("of another merchant are not there", async () => {
    const { id } = await create();
    const key = newKey();
    await server.addMerchant("other", key);
    const ask = asker(server.url, key);
    const calls = [
      ["GET", id],
      ["DELETE", id],
      ["POST", `${id}/rotate-secret`],
      ["POST", `${id}/enable`],
    ] as const;
    for (const [method, path] of calls) {
      const { status } = await ask(method, `/v1/webhook-endpoints/${path}`, method === "POST" ? {} : undefined);
      expect([path, status]).toEqual([path, 404]);
    }
    expect((await ask("GET", "/v1/webhook-endpoints")).json.items).toEqual([]);
    await remove(id);
  });

  test("go to twenty addresses of a merchant at most, and every change is in the audit log without a secret", async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => create(["plan.*"])));
    const refused = await server.ask("POST", "/v1/webhook-endpoints", { url: receiver.url, events: ["*"] });
    expect([refused.status, refused.json.code]).toEqual([422, "too_many_endpoints"]);
    for (const { id } of made) await remove(id);
    const { items } = (await server.ask("GET", `/v1/audit?stream=webhooks&subject=${made[0].id}`)).json;
    expect(items.map(({ action }: { action: string }) => action)).toEqual(["webhook.delete", "webhook.create"]);
    const dump = await server.dump();
    for (const { secret } of made) expect(dump).not.toContain(secret);
  });
});

test(
  "webhooks tell a plan's life in its order",
  async () => {
    const { secret, id, shop } = await shopWithEndpoint();
    const { json } = await shop.active("own-3");
    await shop.ask("POST", `/v1/plans/${json.id}/repayments`, { amount: 100_000, reference: "r1" });
    await expect.poll(() => typesOf(json.id), { timeout: 15_000 }).toContain("plan.repaid");
    const told = (await shop.ask("GET", `/v1/events?plan=${json.id}`)).json.items;
    await expect
      .poll(() => typesOf(json.id), { timeout: 15_000 })
      .toEqual(told.map(({ type }: { type: string }) => type));
    const mine = receiver.received.filter(({ body }) => JSON.parse(body).subject === json.id);
    for (const [index, { body, headers }] of mine.entries()) {
      const at = Number(headers["webhook-timestamp"]) * 1000;
      expect(await verifyWebhook(body, headers, secret, at)).toMatchObject({ id: `${json.id}_${index + 1}` });
    }
    await shop.ask("DELETE", `/v1/webhook-endpoints/${id}`);
    await shop.close();
  },
  START_MS,
);

async function shopWithEndpoint() {
  const shop = await planServer(await anyPlace(), { webhooksInside: true });
  const { json } = await shop.ask("POST", "/v1/webhook-endpoints", { url: receiver.url, events: ["plan.*"] });
  return { shop, id: json.id as string, secret: json.secret as string };
}

const newSecret = () => `whsec_${btoa("another secret, nobody's, 24 bytes")}`;

describe("an address inside the network", () => {
  beforeAll(async () => {
    guarded = await testServer(await anyPlace());
  }, START_MS);
  afterAll(() => guarded.close());

  test.each([
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://127.0.0.1./",
    "https://127。0。0。1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://0/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/latest/meta-data",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.1:8443/",
    "https://localhost/",
    "https://localhost./",
    "https://db.internal/",
    "https://[fe80::1]/",
    "https://192.168.1.1/",
  ])("is refused: %s", async (url) => {
    const { status, json } = await guarded.ask("POST", "/v1/webhook-endpoints", { url, events: ["*"] });
    expect([status, json.code, json.errors[0]]).toEqual([
      422,
      "webhook_url_refused",
      { pointer: "/url", code: "inside", detail: "leads inside the network" },
    ]);
  });

  test.each([
    ["http://93.184.215.14/", 422, "not_https"],
    ["https://user:word@93.184.215.14/", 422, "credentials"],
    ["ftp://93.184.215.14/", 400, "bad_form"],
    ["https://", 400, "too_short"],
    ["https://[/", 422, "malformed"],
  ])("and one of another kind: %s", async (url, status, code) => {
    const answer = await guarded.ask("POST", "/v1/webhook-endpoints", { url, events: ["*"] });
    expect([answer.status, answer.json.errors[0].code]).toEqual([status, code]);
  });

  test("and an unknown type of event", async () => {
    const body = { url: "https://93.184.215.14/", events: ["plan.repayed"] };
    expect((await guarded.ask("POST", "/v1/webhook-endpoints", body)).status).toBe(400);
  });
});
