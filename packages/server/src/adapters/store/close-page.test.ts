import { type IsoDate, toEpochDay, toIsoDate } from "@fenqi/core/calendar";
import type { Entry } from "@fenqi/core/ledger";
import {
  balanceOf,
  createPlan,
  decide,
  type Moment,
  nextCloseOn,
  type Plan,
  type PlanEvent,
  unpaidOfRow,
} from "@fenqi/core/plan";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyLife, commandOf } from "../../../../core/src/plan/testing/any-life.ts";
import { agreedFrom, on } from "../../../../core/src/plan/testing/sample-plan.ts";
import { nextRecord } from "../../engine/audit-chain.ts";
import type { PlanDeps } from "../../engine/change-plan.ts";
import { closePlans } from "../../engine/close-plans.ts";
import { closeToday } from "../../engine/decide-today.ts";
import type { PlanStore, PlanWrite, StoredPlan } from "../../engine/ports.ts";
import { PLACES, START_MS, type TestPlace } from "../../testing/places.ts";
import { digest } from "../token/ids.ts";
import { openStore, type Store } from "./open-store.ts";
import { planStore } from "./plan-store.ts";

/** Every third of them has had nothing happen to it yet. */
const LIVES = 120;
/** The first day that is closed, and the days until each of the next: day by day, and over some that were not closed. */
const FIRST = "2026-02-15";
const UNTIL = [...Array.from({ length: 36 }, () => 1), 2, 23, 1, 1, 1, 23, 23, 60];
/** Small, so that each day has several; in turn, so that plans that are not closed lie between some that are. */
const PAGES = [1, 1, 1, 1, 3];

/** A plan after all that happened to it. */
function lived(id: string, { input, kind, allocation, late, steps }: Life): Plan {
  const terms = { ...input.terms, contingent: late };
  let today = toIsoDate(input.start);
  const acceptance = { id, order_ref: id, partner_answer: "authorised", allocation } as const;
  let { plan } = createPlan(agreedFrom({ ...input, terms }, kind), acceptance, on(today));
  const run = (command: Parameters<typeof decide>[1]) => {
    const decided = decide(plan, command, on(today));
    if (decided.ok) plan = decided.value.plan;
  };
  run({ kind: "activate" });
  for (const step of steps) {
    today = toIsoDate(toEpochDay(today) + step.days);
    run({ kind: "close_day" });
    run(commandOf(plan, step, today));
  }
  return plan;
}

type Life = ReturnType<typeof anyLife> extends fc.Arbitrary<infer T> ? T : never;

describe.each(PLACES)("the daily close in sets on %s", (_, make) => {
  let place: TestPlace;
  let store: Store;
  let plans: PlanStore;
  beforeAll(async () => {
    place = await make();
    store = await openStore(place.place);
    await sql`insert into merchant (merchant_id, created_at) values ('m', now())`.execute(store.db);
    const sealer = { seal: (text: string) => text, open: (text: string) => text };
    plans = planStore(store.db, sealer, nextRecord(digest), Date.now);
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
  });

  const keep = (plan: Plan) => {
    const facts = {
      quote: plan.id,
      key: plan.id,
      count: 1,
      test_clock: null,
      created_at: on("2026-01-01").at,
      partner_id: null,
    };
    const stored = { plan, facts, movements: [], version: 0, events: 0, head: { seq: 0, hash: "" }, clockAt: null };
    const decision = { plan, changes: [], entries: [], events: [] };
    const rest = { booked: [], kind: "accept", done: null, reference: null, lookAt: null };
    return { stored, decision, facts, ...on("2026-01-01"), ...rest } satisfies Partial<PlanWrite> as PlanWrite;
  };

  test("does to any plan, day by day, what core does, and leaves to core what is more than rows that fall due", {
    timeout: START_MS,
  }, async () => {
    const seed = Date.now() % 1_000_000;
    console.log(`lives of seed ${seed}`);
    const now = new Map(
      fc.sample(anyLife(4), { numRuns: LIVES, seed }).map((life, k) => {
        const id = `p${String(k).padStart(4, "0")}`;
        const start = toEpochDay("2026-01-01") + (k % 40);
        return [id, lived(id, { ...life, input: { ...life.input, start }, steps: k % 3 === 0 ? [] : life.steps })];
      }),
    );
    await plans.commit("m", [...now.values()].map(keep));

    const told: string[] = [];
    const booked: string[] = [];
    let inSets = 0;
    let byCore = 0;
    const counted: PlanStore = {
      ...plans,
      closePage: async (...given) => {
        const closed = await plans.closePage(...given);
        inSets += closed;
        return closed;
      },
      commit: async (merchant, writes) => {
        byCore += writes.length;
        return plans.commit(merchant, writes);
      },
    };
    let day = toEpochDay(FIRST);
    for (const [at, until] of UNTIL.entries()) {
      const moment = on(toIsoDate(day));
      day += until;
      const versions = await versionsOf(store);
      for (const [id, plan] of now) {
        const due = (nextCloseOn(plan) ?? "9999") <= moment.today && plan.closed_through < moment.today;
        const decided = due ? closeToday(plan, moment) : undefined;
        if (!decided?.ok) continue;
        const { decision } = decided.value;
        now.set(id, decision.plan);
        told.push(...decision.events.map(eventText));
        if (decision.entries.length > 0)
          booked.push(entryText(id, versions.get(id)! + 1, moment.today, decision.entries));
      }
      await closePlans({ plans: counted } as PlanDeps, "m", null, moment, PAGES[at % PAGES.length]);
      expect(await standing(store, plans)).toEqual([...now.values()].map(asKept));
      const payments = (await stored(plans)).flatMap((each, k) => (k % 5 === 0 ? [] : pay(each, moment, k % 5 === 1)));
      await plans.commit("m", payments);
      for (const { decision } of payments) {
        now.set(decision.plan.id, decision.plan);
        told.push(...decision.events.map(eventText));
      }
    }
    expect(await events(store)).toEqual(told.sort());
    expect(await entries(store)).toEqual(booked.sort());
    // Both ways were taken, of rows that were paid ahead too, or nothing is shown.
    console.log(`${inSets} in sets, ${byCore} by core`);
    expect(inSets).toBeGreaterThan(LIVES / 2);
    expect(byCore).toBeGreaterThan(LIVES / 2);
  });
});

const stored = async (plans: PlanStore): Promise<readonly StoredPlan[]> =>
  (await plans.list("m", { sort: "created" }, undefined, LIVES)).map((listed) => listed.stored);

const AHEAD_DAYS = 4;

/** Pays what is due, where something is; or, ahead, the row that is due within some days. */
function pay(each: StoredPlan, moment: Moment, ahead: boolean): PlanWrite[] {
  const { due_now } = balanceOf(each.plan, moment.today);
  const next = each.plan.rows.find((row) => unpaidOfRow(row) > 0);
  const isNear = next !== undefined && toEpochDay(next.due_on) <= toEpochDay(moment.today) + AHEAD_DAYS;
  const amount = ahead && isNear && due_now === 0 ? unpaidOfRow(next) : due_now;
  const decided = decide(each.plan, { kind: "repay", amount }, moment);
  if (!decided.ok) return [];
  const { value: decision } = decided;
  const booked = [{ kind: "repay", entries: decision.entries }];
  const rest = { booked, kind: "repay", done: null, reference: null, lookAt: null };
  return [{ stored: each, decision, facts: each.facts, ...moment, ...rest }];
}

const asKept = (plan: Plan) => ({ plan, on: nextCloseOn(plan) });

async function standing({ db }: Store, plans: PlanStore) {
  const { rows } = await sql<{
    id: string;
    on: IsoDate | null;
  }>`select plan_id as id, open_on::text as on from plan_standing`.execute(db);
  const days = new Map(rows.map(({ id, on: day }) => [id, day]));
  return (await stored(plans)).map(({ plan }) => ({ plan, on: days.get(plan.id) }));
}

async function versionsOf({ db }: Store): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`select plan_id as id, version from plan_standing`.execute(
    db,
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

const eventText = ({ plan, type, at, data }: PlanEvent) => `${plan} ${type} ${at} ${JSON.stringify(data)}`;

async function events({ db }: Store): Promise<string[]> {
  const { rows } = await sql<{ plan_id: string; type: string; at: Date; body: string; n: number; events: number }>`
    select e.plan_id, e.type, e.at, e.body from plan_event e order by plan_id, n`.execute(db);
  return rows.map(({ plan_id, type, at, body }) => `${plan_id} ${type} ${at.toISOString()} ${body}`).sort();
}

const entryText = (plan: string, version: number, day: IsoDate, lines: readonly Pick<Entry, "account" | "amount">[]) =>
  `${plan} ${version} ${day} ${lines
    .map(({ account, amount }) => `${account} ${amount}`)
    .sort()
    .join(", ")}`;

async function entries({ db }: Store): Promise<string[]> {
  const { rows } = await sql<{ plan_id: string; plan_version: number; on: IsoDate; lines: Entry[] }>`
    select e.plan_id, e.plan_version, e.booked_on::text as on,
      (select json_agg(json_build_object('account', account, 'amount', amount)) from posting p where p.entry_seq = e.seq) as lines
    from ledger_entry e where e.kind = 'close_day'`.execute(db);
  return rows.map(({ plan_id, plan_version, on: day, lines }) => entryText(plan_id, plan_version, day, lines)).sort();
}
