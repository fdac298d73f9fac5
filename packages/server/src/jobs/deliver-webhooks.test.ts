import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { webhookSender } from "../adapters/notifications/webhook/webhook-sender.ts";
import { changeStore } from "../adapters/store/change-store.ts";
import { openStore, type Store } from "../adapters/store/open-store.ts";
import { webhookQueue } from "../adapters/store/webhook-queue.ts";
import { webhookStore } from "../adapters/store/webhook-store.ts";
import { ids } from "../adapters/token/ids.ts";
import { vault } from "../adapters/token/vault.ts";
import { sealFirst } from "../engine/endpoint-secrets.ts";
import type { ChangeStore, DeliveryState, WebhookAnswer, WebhookSender } from "../engine/ports.ts";
import { ATTEMPTS, JITTER, RETRY_WAITS_MS } from "../engine/webhook-calendar.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type Treat, webhookReceiver } from "../testing/webhook-receiver.ts";
import { type DeliverDeps, LEASE_MS, webhookDeliverer } from "./deliver-webhooks.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const secrets = vault([Buffer.alloc(32, 7)]);
const sealer = { seal: (text: string) => text, open: (text: string) => text };
const record = () => ({
  merchant: "",
  stream: "",
  seq: 1,
  at: "2026-11-22T02:28:00.000Z",
  by: "",
  action: "",
  subject: "",
});

describe.each(PLACES)("webhooks on %s", (name, open) => {
  let place: TestPlace;
  let store: Store;
  let changes: ChangeStore;
  let now = Date.parse("2026-11-22T02:28:00.000Z");
  let merchant = "";
  let merchants = 0;

  beforeAll(async () => {
    place = await open();
    store = await openStore(place.place);
    let seq = 0;
    changes = changeStore(
      store.db,
      sealer,
      () => now,
      (of, _head, entry) => {
        seq += 1;
        return {
          ...record(),
          ...entry,
          merchant: of,
          seq,
          before: null,
          after: null,
          hash: String(seq).padStart(64, "0"),
        };
      },
    );
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
  });
  // A merchant of its own for each test, so that none sees another's events.
  beforeEach(async () => {
    merchants += 1;
    merchant = `shop${merchants}`;
    await changes.createMerchant(merchant, new Date(now).toISOString());
  });

  const happened = (...events: readonly (readonly [subject: string, type: string])[]) =>
    changes.run(merchant, async (change) => {
      const at = new Date(now).toISOString();
      for (const [subject, type] of events) await change.appendEvent({ subject, type, at, data: { a: 1 } });
    });
  const addEndpoint = async (url: string, events: readonly string[] = ["*"]): Promise<string> => {
    const id = ids.webhookEndpoint(now);
    const secret = ids.webhookSecret();
    await changes.run(merchant, (change) =>
      change.addEndpoint({
        id,
        url,
        events,
        state: "enabled",
        secrets: sealFirst(secrets, secret),
        createdAt: new Date(now).toISOString(),
        createdBy: "t",
      }),
    );
    return id;
  };
  const removeAll = async () => {
    const all = await webhookStore(store.db).endpoints(merchant);
    await changes.run(merchant, async (change) => {
      for (const { id } of all) await change.removeEndpoint(id);
    });
  };
  const deliverer = (sender: WebhookSender, some: Partial<DeliverDeps> = {}) =>
    webhookDeliverer({
      queue: webhookQueue(store.db),
      sender,
      vault: secrets,
      changes,
      now: () => now,
      random: Math.random,
      worker: ids.secret(),
      failed: (error) => {
        throw error;
      },
      ...some,
    });
  const round = async (worker: ReturnType<typeof deliverer>) => {
    await worker.look();
    await worker.idle();
  };
  const deliveries = (state?: DeliveryState) =>
    webhookStore(store.db).deliveries(merchant, state ? { state } : {}, undefined, 1_000);

  /** A sender that answers what a test says, and keeps what it was asked to send. */
  const scripted = (answer: (id: string) => WebhookAnswer) => {
    const sent: { readonly id: string; readonly atMs: number }[] = [];
    const sender: WebhookSender = {
      refuses: async () => undefined,
      send: async ({ id, atMs }) => {
        sent.push({ id, atMs });
        return answer(id);
      },
      close: () => {},
    };
    return { sent, sender };
  };
  const status = (code: number, retryAfter: string | null = null): WebhookAnswer => ({ status: code, retryAfter });

  test("ten attempts by the calendar, then a dead letter, which a replay delivers under the same id", async () => {
    await addEndpoint("https://shop.example/hook");
    await happened(["plan_1", "plan.created"], ["plan_1", "plan.repaid"]);
    let answer = 500;
    const { sent, sender } = scripted((id) => status(id === "plan_1_1" ? answer : 204));
    const worker = deliverer(sender);
    const first = now;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      await round(worker);
      // The second event waits for the first, and goes when that was given up.
      const after = attempt === ATTEMPTS ? ["plan_1_2"] : [];
      expect(sent.map(({ id }) => id)).toEqual([...Array(attempt).fill("plan_1_1"), ...after]);
      const [row] = await deliveries("waiting").then((rows) => rows.filter(({ event }) => event === "plan_1_1"));
      if (attempt === ATTEMPTS) {
        expect(row).toBeUndefined();
        break;
      }
      const wait = Date.parse(row!.dueAt!) - now;
      expect(wait).toBeGreaterThanOrEqual(RETRY_WAITS_MS[attempt - 1]! * (1 - JITTER) - 1);
      expect(wait).toBeLessThanOrEqual(RETRY_WAITS_MS[attempt - 1]! * (1 + JITTER) + 1);
      now += wait - 1;
      await round(worker);
      expect(sent).toHaveLength(attempt);
      now += 1;
    }
    expect(RETRY_WAITS_MS.reduce((sum, wait) => sum + wait, 0)).toBe(75 * HOUR + 35 * MINUTE + 5 * SECOND);
    expect(Math.abs(now - first - (75 * HOUR + 35 * MINUTE))).toBeLessThan(JITTER * 76 * HOUR);
    const [dead] = await deliveries("dead");
    expect(dead).toMatchObject({
      event: "plan_1_1",
      attempts: 10,
      lastStatus: 500,
      lastError: "answered 500",
      dueAt: null,
    });

    answer = 204;
    await changes.run(merchant, (change) => change.replayDelivery(dead!.seq, new Date(now).toISOString()));
    await round(worker);
    expect(sent.at(-1)!.id).toBe("plan_1_1");
    expect((await deliveries()).map(({ state }) => state)).toEqual(["delivered", "delivered"]);
    await removeAll();
  });

  test("a period is replayed: what was given up, or all of it", async () => {
    const id = await addEndpoint("https://shop.example/hook");
    const from = new Date(now).toISOString();
    await happened(["plan_1", "plan.created"], ["plan_2", "plan.created"]);
    now += HOUR;
    const until = new Date(now).toISOString();
    await happened(["plan_3", "plan.created"]);
    const { sent, sender } = scripted(() => status(200));
    const worker = deliverer(sender);
    await round(worker);
    const replay = (...states: DeliveryState[]) =>
      changes.run(merchant, (change) => change.replayPeriod(id, { from, until }, states, until));
    expect(await replay("dead")).toBe(0);
    expect(await replay("dead", "delivered")).toBe(2);
    await round(worker);
    expect(sent.map((one) => one.id).sort()).toEqual(["plan_1_1", "plan_1_1", "plan_2_1", "plan_2_1", "plan_3_1"]);
    await removeAll();
  });

  test("the next page is sent while the last of one is kept, and a death between leaves nothing out", async () => {
    await addEndpoint("https://shop.example/hook");
    const plans = Array.from({ length: 60 }, (_, index) => `plan_${index}`);
    for (let n = 1; n <= 5; n++) await happened(...plans.map((plan) => [plan, "plan.repaid"] as const));
    const { sent, sender } = scripted(() => status(200));
    const queue = webhookQueue(store.db);
    // It moves its place behind the first page only when it has begun the second, and dies then.
    let isDead = false;
    const dies = async () => {
      await expect.poll(() => sent.length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(100);
      isDead = true;
      throw new Error("killed");
    };
    const failures: unknown[] = [];
    const release = async () => {};
    const failed = (error: unknown) => void failures.push(error);
    await round(deliverer(sender, { queue: { ...queue, pass: dies, release }, failed }));
    expect(isDead).toBe(true);
    expect(failures).toEqual([new Error("killed")]);
    const early = sent.length;
    // What the first page told is written down, and nothing behind its place.
    expect(await deliveries("delivered")).toHaveLength(100);

    now += LEASE_MS;
    await round(deliverer(sender));
    expect(sent).toHaveLength(300 + early - 100);
    for (const plan of plans) {
      const told = sent.flatMap(({ id }) => (id.startsWith(`${plan}_`) ? [id] : []));
      expect([...new Set(told)]).toEqual([1, 2, 3, 4, 5].map((n) => `${plan}_${n}`));
    }
    const kept = await deliveries("delivered");
    expect(new Set(kept.map(({ event }) => event)).size).toBe(300);
    expect(kept).toHaveLength(300);
    await removeAll();
  });

  test("an endpoint at which everything arrived is not begun with carefully again, until something fails", async () => {
    await addEndpoint("https://shop.example/hook");
    const sizes: number[] = [];
    const queue = webhookQueue(store.db);
    const fresh: typeof queue.fresh = (endpoint, worker, size, behind) => {
      sizes.push(size);
      return queue.fresh(endpoint, worker, size, behind);
    };
    let answer = 204;
    const worker = deliverer(scripted(() => status(answer)).sender, { queue: { ...queue, fresh } });
    const first = async (subject: string) => {
      await happened([subject, "plan.created"]);
      sizes.length = 0;
      await round(worker);
      return sizes[0]!;
    };
    const careful = await first("plan_1");
    expect(await first("plan_2")).toBeGreaterThan(careful);
    answer = 500;
    await first("plan_3");
    answer = 204;
    expect(await first("plan_4")).toBe(careful);
    await removeAll();
  });

  test("an endpoint is told of the types that it asked for, from its making on", async () => {
    await happened(["adj_1", "adjustment.started"]);
    await addEndpoint("https://one.example/", ["adjustment.*"]);
    await addEndpoint("https://two.example/", ["plan.repaid"]);
    await happened(["adj_1", "adjustment.lifted"], ["plan_1", "plan.created"], ["plan_1", "plan.repaid"]);
    const { sent, sender } = scripted(() => status(200));
    await round(deliverer(sender));
    expect(sent.map(({ id }) => id).sort()).toEqual(["adj_1_2", "plan_1_2"]);
    await removeAll();
  });

  test("410 disables the endpoint; what waited is sent when it is enabled again", async () => {
    const id = await addEndpoint("https://shop.example/hook");
    await happened(["plan_1", "plan.created"]);
    let answer = 410;
    const { sent, sender } = scripted(() => status(answer));
    const worker = deliverer(sender);
    await round(worker);
    const endpoint = () => webhookStore(store.db).endpoint(merchant, id);
    expect((await endpoint())!.state).toBe("disabled");
    await happened(["plan_1", "plan.repaid"]);
    now += 100 * HOUR;
    await round(worker);
    expect(sent).toHaveLength(1);
    answer = 200;
    await changes.run(merchant, (change) => change.updateEndpoint(id, { state: "enabled" }));
    await round(worker);
    expect(sent.map((one) => one.id)).toEqual(["plan_1_1", "plan_1_1", "plan_1_2"]);
    await removeAll();
  });

  test("Retry-After holds the whole endpoint", async () => {
    await addEndpoint("https://shop.example/hook");
    await happened(["plan_1", "plan.created"]);
    let answer = status(429, "120");
    const { sent, sender } = scripted(() => answer);
    const worker = deliverer(sender);
    await round(worker);
    answer = status(200);
    await happened(["plan_2", "plan.created"]);
    now += 119 * SECOND;
    await round(worker);
    expect(sent).toHaveLength(1);
    now += SECOND;
    await round(worker);
    expect(sent.map(({ id }) => id).sort()).toEqual(["plan_1_1", "plan_1_1", "plan_2_1"]);
    await removeAll();
  });

  test.each([301, 302, 303, 307, 308])("an answer of %i is a failure, and nobody follows it", async (code) => {
    const elsewhere = await webhookReceiver();
    const receiver = await webhookReceiver(() => (response) => {
      response.writeHead(code, { location: elsewhere.url }).end();
    });
    await addEndpoint(receiver.url);
    await happened(["plan_1", "plan.created"]);
    const sender = webhookSender({ inside: true, patienceMs: 5_000 });
    await round(deliverer(sender));
    expect(receiver.received).toHaveLength(1);
    expect(await deliveries("waiting")).toMatchObject([{ attempts: 1, lastError: `answered ${code}` }]);
    expect(elsewhere.received).toEqual([]);
    sender.close();
    await receiver.close();
    await elsewhere.close();
    await removeAll();
  });

  // The long one, on the store that a store in production has, where there is one.
  test.runIf(name === PLACES.at(-1)![0])(
    "200 events reach a bad receiver through workers that die: none is missing, each plan's in order",
    async () => {
      const accepted = new Map<string, number[]>();
      const taken = new Set<string>();
      let count = 0;
      let repeats = 0;
      const treat: Treat = ({ body, headers }) => {
        count += 1;
        if (taken.has(headers["webhook-id"])) repeats += 1;
        if (count % 40 === 39) return () => {};
        if (count % 20 === 7) return (response) => response.destroy();
        if (count % 10 < 3) return 500;
        const { id, subject, sequence } = JSON.parse(body) as { id: string; subject: string; sequence: number };
        if (!taken.has(id)) accepted.set(subject, [...(accepted.get(subject) ?? []), sequence]);
        taken.add(id);
        return 204;
      };
      const receiver = await webhookReceiver(treat);
      await addEndpoint(receiver.url);
      const plans = Array.from({ length: 20 }, (_, index) => `plan_${index}`);
      for (let n = 0; n < 10; n += 5) {
        await happened(...plans.flatMap((plan) => Array(5).fill([plan, "plan.repaid"] as const)));
      }
      const sender = webhookSender({ inside: true, patienceMs: 1_500 });
      const queue = webhookQueue(store.db);
      let deaths = 0;
      for (let rounds = 0; taken.size < 200 && rounds < 200; rounds++) {
        // One of the two is killed in the middle of half the rounds: it keeps no more results, and gives nothing back.
        const dies = rounds % 4 < 2 && deaths < 6;
        const left = dies ? 15 : Number.POSITIVE_INFINITY;
        let sentByIt = 0;
        const killed = () => sentByIt >= left;
        const fails =
          <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
          async (...args: A): Promise<R> => {
            if (killed()) throw new Error("killed");
            return call(...args);
          };
        const mortal = deliverer(
          {
            ...sender,
            send: (call, signal) => {
              sentByIt += 1;
              return killed()
                ? new Promise((resolve) => resolve({ status: null, reason: "killed" }))
                : sender.send(call, signal);
            },
          },
          {
            queue: {
              ...queue,
              renew: fails(queue.renew),
              fresh: fails(queue.fresh),
              keep: fails(queue.keep),
              pass: fails(queue.pass),
              due: fails(queue.due),
              record: fails(queue.record),
              release: fails(queue.release),
            },
            failed: () => {},
          },
        );
        const other = deliverer(sender);
        // It has the endpoint: with fresh events in the first round, with what waits later.
        await mortal.look();
        await other.look();
        await Promise.all([mortal.idle(), other.idle()]);
        if (killed()) deaths += 1;
        now += killed() ? LEASE_MS : 3 * HOUR;
      }
      sender.close();
      await receiver.close();
      expect(taken.size).toBe(200);
      // What is given up holds nobody back, and may yet be read by a receiver that was slow.
      expect(await deliveries("dead")).toEqual([]);
      for (const plan of plans) expect(accepted.get(plan)).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
      expect(deaths).toBeGreaterThan(0);
      // What one sends before it dies, and what the other was about just then.
      expect(repeats / deaths).toBeLessThanOrEqual(25);
      console.log(`200 events, ${count} requests, ${deaths} deaths, ${repeats} sent again after a success`);
      await removeAll();
    },
    90_000,
  );

  test("one endpoint that hangs delays no other", async () => {
    const held: (() => void)[] = [];
    const dead = await webhookReceiver(() => (response) => void held.push(() => response.end()));
    const others = await Promise.all([1, 2, 3, 4].map(() => webhookReceiver()));
    const sender = webhookSender({ inside: true });
    for (const { url } of others) await addEndpoint(url);
    const timed = async () => {
      await happened(...Array.from({ length: 40 }, (_, index) => [`plan_${index}`, "plan.repaid"] as const));
      const wanted = others.map(({ received }) => received.length + 40);
      const began = performance.now();
      const worker = deliverer(sender);
      await worker.look();
      await expect
        .poll(() => others.map(({ received }) => received.length), { interval: 5, timeout: 20_000 })
        .toEqual(wanted);
      return { ms: performance.now() - began, worker };
    };
    await (await timed()).worker.idle();
    const healthy = await timed();
    await healthy.worker.idle();
    await addEndpoint(dead.url);
    const beside = await timed();
    // All the others have everything, and the dead one has not answered once.
    expect(dead.received.length).toBeGreaterThan(0);
    expect(dead.received.length).toBe(held.length);
    console.log(`beside an endpoint that hangs: ${(beside.ms / healthy.ms).toFixed(2)} times as long`);
    for (const end of held) end();
    await beside.worker.stop();
    sender.close();
    await Promise.all([dead, ...others].map((receiver) => receiver.close()));
    await removeAll();
  });
});
