import { fork } from "node:child_process";
import { once } from "node:events";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore, type Store } from "../../packages/server/src/adapters/store/open-store.ts";
import { ids } from "../../packages/server/src/adapters/token/ids.ts";
import { vault } from "../../packages/server/src/adapters/token/vault.ts";
import { sealFirst } from "../../packages/server/src/engine/endpoint-secrets.ts";
import { LEASE_MS } from "../../packages/server/src/jobs/deliver-webhooks.ts";
import { POSTGRES, type TestPlace } from "../../packages/server/src/testing/places.ts";
import { type Receiver, type Treat, webhookReceiver } from "../../packages/server/src/testing/webhook-receiver.ts";
import { dice } from "../model/dice.ts";
import { AT_MOST_MS, LONG, SEED } from "./rounds.ts";

const KILLS = LONG ? 20 : 2;
const EVENTS_A_KILL = 500;
/** Events of each plan. */
const EACH = 10;
/** Requests of one event that fail at most: fewer than would give it up. */
const FAILS_AT_MOST = 6;

describe.each(POSTGRES)(`check 18: the dispatcher of webhooks killed, on %s, seed ${SEED}`, (_, make) => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await make();
    store = await openStore(place.place);
  }, AT_MOST_MS);
  afterAll(async () => {
    await store?.close();
    await place?.drop();
  });

  /** One endpoint, and so many events of plans, each plan's in turn. */
  async function begin(merchant: string, { url }: Receiver, events: number): Promise<void> {
    await sql`delete from webhook_endpoint`.execute(store.db);
    await sql`insert into merchant (merchant_id, created_at) values (${merchant}, now())`.execute(store.db);
    const secrets = sealFirst(vault([Buffer.alloc(32, 7)]), ids.webhookSecret());
    await sql`
      insert into webhook_endpoint (merchant_id, id, url, events, state, secrets, created_at, created_by, event_seq,
        plan_event_seq)
      values (${merchant}, 'whk', ${url}, '{*}', 'enabled', ${secrets}, now(), 't', 0, 0)`.execute(store.db);
    await sql`
      insert into event (merchant_id, subject, n, type, at, body)
      select ${merchant}, 'plan_' || k, n, 'plan.repaid', now(), '{"amount":1}'
      from generate_series(1, ${EACH}::integer) as n, generate_series(1, ${events / EACH}::integer) as k`.execute(
      store.db,
    );
  }

  /** A dispatcher; its clock stands at `atMs`. Resolves when it has ended, with the last that its clock said. */
  function dispatch(atMs: number, careless = false) {
    if (place.place.kind !== "postgres") throw new Error("a process needs a PostgreSQL");
    const child = fork(new URL("./webhooks-worker.ts", import.meta.url), [
      place.place.url,
      String(atMs),
      ...(careless ? ["careless"] : []),
    ]);
    let clockMs = atMs;
    child.on("message", (ms) => {
      clockMs = Number(ms);
    });
    const ended = once(child, "exit").then(([code, signal]) => {
      if (code !== 0 && signal === null) throw new Error(`a dispatcher left with ${code}`);
      return clockMs;
    });
    return { kill: () => child.kill("SIGKILL"), ended };
  }

  test(
    "nothing is missing, each plan's events come in order, and 5 % are sent again at most",
    async () => {
      const roll = dice(SEED);
      const events = KILLS * EVENTS_A_KILL;
      const taken = new Set<string>();
      const inOrder = new Map<string, number[]>();
      const failed = new Map<string, number>();
      const count = { requests: 0, kills: 0, afterKill: 0, afterFault: 0 };
      const unheard = new Set<string>();
      let killAt = Number.POSITIVE_INFINITY;
      let kill = () => {};

      const take = (body: string) => {
        const { id, subject, sequence } = JSON.parse(body) as { id: string; subject: string; sequence: number };
        if (taken.has(id)) {
          count[unheard.has(id) ? "afterFault" : "afterKill"] += 1;
          return;
        }
        taken.add(id);
        inOrder.set(subject, [...(inOrder.get(subject) ?? []), sequence]);
      };
      const treat: Treat = ({ body, headers }) => {
        count.requests += 1;
        if (count.requests >= killAt) {
          killAt = Number.POSITIVE_INFINITY;
          count.kills += 1;
          kill();
        }
        const id = headers["webhook-id"];
        const fault = roll(200);
        const fails = failed.get(id) ?? 0;
        if (fault >= 63 || fails === FAILS_AT_MOST) {
          take(body);
          return 204;
        }
        failed.set(id, fails + 1);
        if (fault < 60) return 500;
        // It breaks off or hangs, and has taken the event every other time: nobody can know.
        if (roll(2) === 0) {
          take(body);
          unheard.add(id);
        }
        return fault < 62 ? (response) => response.destroy() : () => {};
      };
      const receiver = await webhookReceiver(treat);
      await begin("m", receiver, events);

      let clockMs = Date.now();
      for (;;) {
        const isKilled = count.kills < KILLS;
        if (isKilled) killAt = count.requests + 1 + roll(EVENTS_A_KILL);
        const dispatcher = dispatch(clockMs);
        kill = dispatcher.kill;
        clockMs = (await dispatcher.ended) + 2 * LEASE_MS;
        if (!isKilled) break;
      }
      await receiver.close();

      console.log(`${events} events, ${JSON.stringify(count)}`);
      expect(count.kills).toBe(KILLS);
      expect(taken.size).toBe(events);
      const all = Array.from({ length: EACH }, (_each, index) => index + 1);
      for (const sequence of inOrder.values()) expect(sequence).toEqual(all);
      expect(inOrder.size).toBe(events / EACH);
      expect(count.afterKill + count.afterFault).toBeLessThanOrEqual(events * 0.05);
    },
    AT_MOST_MS,
  );

  test(
    "control: a dispatcher that writes down first and delivers afterwards loses events",
    async () => {
      let count = 0;
      const taken = new Set<string>();
      let kill = () => {};
      const receiver = await webhookReceiver(({ headers }) => {
        taken.add(headers["webhook-id"]);
        count += 1;
        // Neither the first of a page nor the last.
        if (count === 150) kill();
        return 204;
      });
      await begin("control", receiver, EVENTS_A_KILL);
      const dispatcher = dispatch(Date.now(), true);
      kill = dispatcher.kill;
      const clockMs = await dispatcher.ended;
      await dispatch(clockMs + 2 * LEASE_MS).ended;
      await receiver.close();
      expect(taken.size).toBeLessThan(EVENTS_A_KILL);
    },
    AT_MOST_MS,
  );
});
