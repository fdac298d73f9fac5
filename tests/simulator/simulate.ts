import type { Dice } from "../model/dice.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./agenda.ts";
import type { SimulatedDatabase } from "./database.ts";
import { judge, NOTHING_WRONG, type Verdict } from "./judge.ts";
import { keptOf } from "./judge-erased.ts";
import type { SimulatedServer } from "./server.ts";
import { settlements } from "./settlement.ts";
import { openShop, type Shop } from "./shop.ts";
import { stateHash } from "./state-hash.ts";
import { diceFrom, newWorld, type World } from "./world.ts";

const BEGINS_MS = Date.parse("2026-02-03T01:00:00.000Z");
const MONTH_MS = 30 * DAY_MS;
/** In which nothing fails any more and everything comes to rest. */
const CALM_MS = 14 * DAY_MS;

/**
 * Each must do harm: clients that ask with a new key each time; a server that does not ask partners again; a database that keeps
 * half of a transaction that breaks; a partner that tells what nobody knows of; days of the world that plans on test clocks live
 * too; an erasure that leaves whose a plan was, and changes what they agreed to.
 */
export const CONTROLS = ["careless", "unresolved", "torn", "lying", "unclocked", "remembering"] as const;
export type Control = (typeof CONTROLS)[number];

export interface Simulation {
  readonly seed: number;
  readonly days: number;
  readonly control?: Control | undefined;
}

export interface Simulated {
  /** sha256 over the state that is left. */
  readonly hash: string;
  /** What was found wrong, at the end of a month or at the end; {@link NOTHING_WRONG}. */
  readonly verdict: Verdict;
  readonly crashes: number;
  /** How many, by state. */
  readonly plans: Readonly<Record<string, number>>;
  /** How many, by kind and what became of them. */
  readonly operations: Readonly<Record<string, number>>;
}

/**
 * Lives a store's days from one seed: its clients, its partners, servers that crash, and the clock. After each month and at the
 * end, at rest, what clients and partners know is held against the database. The same seed lives the same days.
 */
export async function simulate(database: SimulatedDatabase, { seed, days, control }: Simulation): Promise<Simulated> {
  await database.empty(control === "torn" ? "commit" : "rollback");
  const diceOf = diceFrom(seed);
  const world = await newWorld(database, diceOf, BEGINS_MS);
  const { agenda, server, partners, receiver } = world;
  const shop = openShop({
    roll: diceOf("shop"),
    agenda,
    server,
    careless: control === "careless",
    keptOf: (ref) => keptOf(database, ref),
  });
  const settlement = settlements({ database, world, roll: diceOf("settlement"), lies: control === "lying" });
  const jobs = serverJobs(database, world, diceOf("jobs"), control);
  const together = diceOf("together");
  const judged = (isCalm: boolean) =>
    judge({ database, server: server(), shop, partners, receiver, settlement, isCalm });

  const endMs = BEGINS_MS + days * DAY_MS;
  let verdict = NOTHING_WRONG;
  for (let untilMs = BEGINS_MS; untilMs < endMs && verdict === NOTHING_WRONG; ) {
    untilMs = Math.min(untilMs + MONTH_MS, endMs);
    await liveUntil(untilMs, world, jobs, together);
    verdict = await judged(false);
  }
  if (verdict === NOTHING_WRONG) {
    shop.close();
    world.calm();
    await liveUntil(Math.max(agenda.now(), endMs) + CALM_MS, world, jobs, together);
    await shop.advanceAll();
    await settlement.tellAll();
    await server().tell();
    if (control === "remembering") await remember(database, shop);
    verdict = await judged(true);
  }
  return {
    hash: await stateHash(database),
    verdict,
    crashes: world.crashes(),
    plans: await plansByState(database),
    operations: countOperations(shop),
  };
}

type Jobs = ReturnType<typeof serverJobs>;

/** Whatever comes next, one after the other; what comes at once is done side by side. */
async function liveUntil(untilMs: number, { agenda, live }: World, jobs: Jobs, roll: Dice): Promise<void> {
  for (;;) {
    const jobMs = await jobs.next();
    const next = Math.min(agenda.next() ?? Number.POSITIVE_INFINITY, jobMs);
    if (Math.max(next, agenda.now()) > untilMs) break;
    agenda.pass(next);
    await live(async () => {
      const begun: Promise<unknown>[] = [];
      const within = (ms: number) => (agenda.next() ?? Number.POSITIVE_INFINITY) <= agenda.now() + ms;
      if (within(0)) begun.push(agenda.take()());
      // Now and then what comes soon after comes at once.
      if (roll(4) === 0 && within(HOUR_MS)) begun.push(agenda.take()());
      const ended = await Promise.allSettled([...begun, ...jobs.due()]);
      for (const each of ended) if (each.status === "rejected") throw each.reason;
    });
  }
  agenda.pass(untilMs);
}

/** What has happened is told within so long. */
const TOLD_WITHIN_MS = 3 * DAY_MS;

/** The jobs of servers, which look every second or minute, done when they have something to do: by one of them, or all at once. */
function serverJobs(
  database: SimulatedDatabase,
  { agenda, server, running }: World,
  roll: Dice,
  control: Control | undefined,
) {
  const asks = control !== "unresolved";
  let [lookMs, dayMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  /** Not asked again before, unless something else happens: a server may have much to do. */
  let notBeforeMs = 0;
  let tellMs = 0;
  const orNever = (at: Date | null | undefined) => at?.getTime() ?? Number.POSITIVE_INFINITY;
  const begin = (job: (worker: SimulatedServer) => Promise<void>) =>
    (roll(3) === 0 ? running() : [server()]).map((worker) => worker.unlessEnded(job(worker)));
  return {
    /** When there is something to do. */
    async next(): Promise<number> {
      const [row] = await database.rows<{ look: Date | null; day: Date | null }>("execute next_job");
      lookMs = asks ? orNever(row?.look) : Number.POSITIVE_INFINITY;
      dayMs = orNever(row?.day);
      return Math.min(Math.max(lookMs, notBeforeMs), dayMs, Math.max(tellMs, agenda.now()));
    },
    /** Begins what is due. */
    due(): Promise<unknown>[] {
      const begun: Promise<unknown>[] = [];
      if (lookMs <= agenda.now() && (notBeforeMs <= agenda.now() || roll(2) === 0)) {
        notBeforeMs = agenda.now() + roll(roll(2) === 0 ? MINUTE_MS : HOUR_MS);
        begun.push(...begin((worker) => worker.askPartners()));
      }
      if (dayMs <= agenda.now()) {
        begun.push(...begin((worker) => worker.liveToday(roll(2) === 0 ? 1 + roll(3) : undefined)));
        if (control === "unclocked") begun.push(...begin((worker) => worker.liveElsewhere()));
      }
      if (tellMs <= agenda.now()) {
        tellMs = agenda.now() + roll(TOLD_WITHIN_MS);
        begun.push(...begin((worker) => worker.tell()));
      }
      return begun;
    },
  };
}

/** The first instant that a partner is to be asked at; the first day, by its midnight in the store's zone, that has something for a plan. */
export const PREPARED = {
  next_job: `
    select
      (select min(look_at) from (select look_at from plan union all select look_at from plan_movement) as a) as look,
      (select min(day)::timestamp at time zone 'Asia/Shanghai' from (
        select greatest(open_on, closed_through + 1) as day from plan_standing where open_on is not null and clock = ''
        union all select greatest(collect_on, closed_through + 1) from plan p join plan_standing s on s.plan_id = p.id
          where collect_on is not null and s.clock = ''
        union all select next_due_on - 3 from plan_standing s
          join plan_contact c using (plan_id) join plan p on p.id = s.plan_id
          where s.clock = '' and p.state = 'active' and next_due_on <> 'infinity'
            and next_due_on - 3 > coalesce((select through from plan_reminded where clock = ''), '-infinity')) as b) as day`,
};

/** The harm of a control, past the triggers that keep anybody from it: somebody is known again by a plan, and what they agreed to is another. */
async function remember(database: SimulatedDatabase, { erased }: Shop): Promise<void> {
  await database.rows("set session_replication_role = replica");
  for (const { person, plans } of erased) {
    await database.rows("update plan set shopper_ref = $1 where id = any($2)", [person, plans]);
    await database.rows("update consent set language = 'en' where plan_id = any($1)", [plans]);
  }
  await database.rows("set session_replication_role = default");
}

async function plansByState(database: SimulatedDatabase): Promise<Record<string, number>> {
  const states = await database.rows<{ state: string; count: number }>(
    "select state, count(*)::integer as count from plan group by state order by state",
  );
  return Object.fromEntries(states.map(({ state, count }) => [state, count]));
}

function countOperations({ operations }: Shop): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { wish, known } of operations) {
    const what = `${wish.kind === "change" ? wish.command.kind : wish.kind} ${known}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}
