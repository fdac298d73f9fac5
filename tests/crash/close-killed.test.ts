import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { toEpochDay, toIsoDate } from "@fenqi/core/calendar";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activePlan, on } from "../../packages/core/src/plan/testing/sample-plan.ts";
import { openStore, type Store } from "../../packages/server/src/adapters/store/open-store.ts";
import { planStore } from "../../packages/server/src/adapters/store/plan-store.ts";
import { digest } from "../../packages/server/src/adapters/token/ids.ts";
import { nextRecord } from "../../packages/server/src/engine/audit-chain.ts";
import { closeToday } from "../../packages/server/src/engine/decide-today.ts";
import type { PlanWrite } from "../../packages/server/src/engine/ports.ts";
import { POSTGRES, type TestPlace } from "../../packages/server/src/testing/places.ts";
import { dice } from "../model/dice.ts";
import { AT_MOST_MS, eachRound, rounds, SEED } from "./rounds.ts";

const PLANS = 400;
const BETWEEN_MS = 120;
/** The first rows of the plans fall due on the days after that. */
const FIRST = "2026-06-23";

describe.each(POSTGRES)(`check 26: two daily closes at once, both killed, on %s, seed ${SEED}`, (_, make) => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await make();
    store = await openStore(place.place);
    await sql`insert into merchant (merchant_id, created_at) values ('m', now())`.execute(store.db);
    const sealer = { seal: (text: string) => text, open: (text: string) => text };
    const plans = planStore(store.db, sealer, nextRecord(digest), Date.now);
    await plans.commit(
      "m",
      Array.from({ length: PLANS }, (_each, k) => begin(k)),
    );
  }, AT_MOST_MS);
  afterAll(async () => {
    await store?.close();
    await place?.drop();
  });

  /** Starts a close; with `killAfterMs` it is killed so long after it began. Says whether it was broken off. */
  async function run(today: string, { killAfterMs, careless = false }: { killAfterMs?: number; careless?: boolean }) {
    const { place: at } = place;
    if (at.kind !== "postgres") throw new Error("two processes need a PostgreSQL");
    const child = fork(new URL("./close-worker.ts", import.meta.url), [
      at.url,
      today,
      ...(careless ? ["careless"] : []),
    ]);
    const exit = once(child, "exit");
    await Promise.race([once(child, "message"), exit]);
    if (killAfterMs !== undefined) {
      await pause(killAfterMs);
      child.kill("SIGKILL");
    }
    const [code, signal] = await exit;
    if (code !== 0 && signal === null) throw new Error(`a close left with ${code}`);
    return signal !== null;
  }

  test(
    "every row falls due once, and every plan is where core says",
    async () => {
      const roll = dice(SEED);
      let day = toEpochDay(FIRST);
      let broken = 0;
      const kills = await eachRound(rounds({ most: 10, withinMs: 12_000 }, 100), async () => {
        const today = toIsoDate(day);
        const killed = await Promise.all([0, 1].map(() => run(today, { killAfterMs: roll(BETWEEN_MS) })));
        if (killed.some(Boolean) && (await stillDue(store, today)) > 0) broken += 1;
        else day += 1;
      });
      await Promise.all([0, 1].map(() => run(toIsoDate(day), {})));
      console.log(`${2 * kills} kills, ${broken} rounds broken off, closed through ${toIsoDate(day)}`);
      expect(broken).toBeGreaterThan(0);
      expect(await stillDue(store, toIsoDate(day))).toBe(0);
      expect(await told(store)).toEqual(expectedThrough(day));
      expect(await booksOff(store)).toEqual({ entries: 0, twice: 0, ownerless: 0 });
    },
    AT_MOST_MS,
  );

  test(
    "control: a close that tells first and marks afterwards tells twice",
    async () => {
      await sql`update instalment set fallen_due = false`.execute(store.db);
      const before = await count(store);
      await Promise.all([0, 1].map(() => run("2026-08-30", { careless: true })));
      const { rows } = await sql<{ due: number }>`
      select count(*)::integer as due from instalment where due_on <= '2026-08-30'`.execute(store.db);
      expect((await count(store)) - before).toBeGreaterThan(rows[0]!.due);
    },
    AT_MOST_MS,
  );
});

const idOf = (k: number) => `p${String(k).padStart(4, "0")}`;

/** Agreed on days that follow each other, so that each day has rows that fall due and plans that have missed one. */
const planOf = (k: number) => ({
  ...activePlan({
    terms: {
      repayment: "annuity",
      rate_ppm: 120_000,
      contingent: { late_daily_ppm: 500, early_ppm: 0, early_rebate: true },
    },
    start: toIsoDate(toEpochDay("2026-05-22") + (k % 20)),
  }),
  id: idOf(k),
});

function begin(k: number): PlanWrite {
  const plan = planOf(k);
  const moment = on(plan.agreed_on);
  const facts = { quote: plan.id, key: plan.id, count: 12, test_clock: null, created_at: moment.at, partner_id: null };
  return {
    stored: { plan, facts, movements: [], version: 0, events: 0, head: { seq: 0, hash: "" }, clockAt: null },
    decision: { plan, changes: [], entries: [], events: [] },
    facts,
    booked: [],
    kind: "accept",
    ...moment,
    done: null,
    reference: null,
    lookAt: null,
  };
}

async function stillDue({ db }: Store, today: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from plan_standing
    where open_on <= ${today}::date and closed_through < ${today}::date`.execute(db);
  return rows[0]!.n;
}

async function count({ db }: Store): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from plan_event`.execute(db);
  return rows[0]!.n;
}

/** Late charges and events of rows by plan. Which days were closed one by one does not matter to what they come to. */
async function told({ db }: Store) {
  const { rows } = await sql<{ id: string; late: string; due: number; missed: number }>`
    select p.id, (select sum(late) from instalment i where i.plan_id = p.id) as late,
      (select count(*)::integer from plan_event e where e.plan_id = p.id and e.type = 'plan.row_due') as due,
      (select count(*)::integer from plan_event e where e.plan_id = p.id and e.type = 'plan.row_missed') as missed
    from plan p order by p.id`.execute(db);
  return rows.map(({ id, late, due, missed }) => ({ id, late: Number(late), due, missed }));
}

/** The same by core, closed at once on the last day. */
function expectedThrough(day: number) {
  return Array.from({ length: PLANS }, (_, k) => {
    const plan = planOf(k);
    const closed = closeToday(plan, on(toIsoDate(day)));
    if (!closed.ok) throw new Error(closed.error.code);
    const { decision } = closed.value;
    const counted = (type: string) => decision.events.filter((event) => event.type === type).length;
    const late = decision.plan.rows.reduce((sum, row) => sum + row.late, 0);
    return { id: plan.id, late, due: counted("plan.row_due"), missed: counted("plan.row_missed") };
  });
}

/** Entries that do not balance, plans with two entries of one version, and tables with rows of no plan or entry. */
async function booksOff({ db }: Store) {
  const { rows } = await sql<{ entries: number; twice: number; ownerless: number }>`
    select (select count(*)::integer from (
        select entry_seq from posting group by entry_seq, currency, account like 'memo\\_%' having sum(amount) <> 0) as off)
        as entries,
      (select count(*)::integer from (
        select plan_id from ledger_entry group by plan_id, plan_version having count(*) > 1) as again) as twice,
      (select count(*)::integer from ownerless_rows('m')) as ownerless`.execute(db);
  return rows[0]!;
}
