import { afterAll, beforeAll, expect, test } from "vitest";
import { changeStore } from "../adapters/store/change-store.ts";
import { openStore, type Store } from "../adapters/store/open-store.ts";
import { outboxStore } from "../adapters/store/outbox-store.ts";
import { planLinks } from "../adapters/token/plan-links.ts";
import { vault } from "../adapters/token/vault.ts";
import type { ChangeStore, Channel, Letter } from "../engine/ports.ts";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { type SendDeps, sendMessages, WAITS_MS } from "./send-messages.ts";

let place: TestPlace;
let store: Store;
let changes: ChangeStore;
let now = Date.parse("2026-11-22T02:28:00.000Z");
const key = Buffer.alloc(32, 7);
const secrets = vault([key]);
const sealer = { seal: (text: string) => text, open: (text: string) => text };

beforeAll(async () => {
  place = await anyPlace();
  store = await openStore(place.place);
  changes = changeStore(
    store.db,
    sealer,
    () => now,
    () => {
      throw new Error("nothing is audited here");
    },
  );
  await changes.createMerchant("shop", new Date(now).toISOString());
}, START_MS);
afterAll(async () => {
  await store.close();
  await place.drop();
});

const message = (dedupe_key: string, address = "lin@example.com") => ({
  channel: "email" as const,
  to: secrets.seal(address),
  locale: "en" as const,
  template: "confirm" as const,
  facts: { kind: "subscription", id: "wsh_1", about: { merchant: { "zh-CN": "店", en: "Shop" } } },
  dedupe_key,
});
const enqueue = (...keys: string[]) =>
  changes.run("shop", (change) => change.enqueue(new Date(now).toISOString(), ...keys.map((key) => message(key))));
const worker = (send: Channel["send"]): SendDeps => {
  const channel = { send };
  return {
    outbox: outboxStore(store.db),
    channels: { email: channel, sms: channel, wechat: channel, inbox: channel, webhook: channel },
    vault: secrets,
    planLinks: planLinks([key]),
    origin: "https://pay.example",
    now: () => now,
  };
};
const row = (key: string) =>
  store.db.selectFrom("outbox").selectAll().where("dedupe_key", "=", key).executeTakeFirstOrThrow();

test("a message is as old as the instant that it was kept at", async () => {
  await enqueue("dated");
  expect((await row("dated")).created_at.getTime()).toBe(now);
  await sendMessages(worker(async () => {}));
});

test("two workers send each message once, and one intention is one message", async () => {
  const keys = Array.from({ length: 60 }, (_, index) => `a${index}`);
  await enqueue(...keys);
  await enqueue(...keys);
  const sent: Letter[] = [];
  const send = async (letter: Letter) => void sent.push(letter);
  const run = async (deps: SendDeps) => {
    while ((await sendMessages(deps)) > 0);
  };
  await Promise.all([run(worker(send)), run(worker(send))]);
  expect(sent).toHaveLength(60);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(60);
  expect(sent[0]!.to).toBe("lin@example.com");
  expect(await row("a0")).toMatchObject({ state: "sent", recipient: null });
});

test("what was sent or given up is kept for its time, what waits as long as it waits", async () => {
  await enqueue("old", "waits");
  await store.db
    .updateTable("outbox")
    .set({ due_at: "2100-01-01T00:00:00Z" })
    .where("dedupe_key", "=", "waits")
    .execute();
  while ((await sendMessages(worker(async () => {}))) > 0);
  const forget = (before: number) => outboxStore(store.db).forgetDone(new Date(before).toISOString());
  await forget(now);
  expect(await row("old")).toMatchObject({ state: "sent" });
  await forget(now + 1);
  await expect(row("old")).rejects.toThrow("no result");
  expect(await row("waits")).toMatchObject({ state: "waiting" });
  await store.db.deleteFrom("outbox").where("dedupe_key", "=", "waits").execute();
});

test("a rolled back cause leaves no message", async () => {
  const failing = changes.run("shop", async (change) => {
    await change.enqueue(new Date(now).toISOString(), message("rolled-back"));
    throw new Error("the cause failed");
  });
  await expect(failing).rejects.toThrow("the cause failed");
  expect(await store.db.selectFrom("outbox").where("dedupe_key", "=", "rolled-back").execute()).toEqual([]);
});

test("what fails is tried again after growing waits, then given up with its address erased", async () => {
  await enqueue("fails");
  let tries = 0;
  const failing = worker(async () => {
    tries++;
    throw new Error("no mailbox lin@example.com");
  });
  for (const wait of WAITS_MS) {
    expect(await sendMessages(failing)).toBe(1);
    expect(await sendMessages(failing)).toBe(0);
    now += wait;
  }
  expect(await sendMessages(failing)).toBe(1);
  expect(tries).toBe(WAITS_MS.length + 1);
  expect(await row("fails")).toMatchObject({ state: "dead", recipient: null, last_error: "no mailbox …" });
});

test("a worker that dies gives its messages back, and can't finish what another took over", async () => {
  await enqueue("taken");
  const outbox = outboxStore(store.db);
  const iso = (ms: number) => new Date(ms).toISOString();
  const [dead] = await outbox.claim(iso(now), iso(now + 1_000), 1);
  expect(await outbox.claim(iso(now), iso(now + 1_000), 1)).toEqual([]);
  now += 1_000;
  const [live] = await outbox.claim(iso(now), iso(now + 1_000), 1);
  await outbox.failed(dead!, "late", null, iso(now));
  expect((await row("taken")).state).toBe("waiting");
  await outbox.sent(live!, iso(now));
  expect((await row("taken")).state).toBe("sent");
});
