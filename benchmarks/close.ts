import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { RunningServer, StartOptions } from "@fenqi/server";
import { sql } from "kysely";
import pg from "pg";
import { DurableFolder } from "../packages/server/src/adapters/store/durable-folder.ts";
import { closePlans } from "../packages/server/src/engine/close-plans.ts";
import { ownDatabase } from "./database.ts";
import { dueRun, dueRunTables, floorDay } from "./floors/due-run.ts";
import type { Connection } from "./floors/movement.ts";
import { type Figure, figure, median } from "./measure.ts";
import { MERCHANT, startOwnBook } from "./own-book.ts";
import { planning } from "./planning.ts";

const ROUNDS = 5;

/**
 * The daily close of plans that all have a row that falls due, in restartable pages, against one statement that does as
 * much by hand (D): plans a second, in turn, median of five, on PostgreSQL and on PGlite.
 */
export async function close(databaseUrl: string, plans: number): Promise<Figure[]> {
  return [await onPostgres(databaseUrl, plans), await onPglite(Math.round(plans / 4))];
}

async function onPostgres(databaseUrl: string, plans: number): Promise<Figure> {
  const database = await ownDatabase(databaseUrl);
  const floor = new pg.Client({ connectionString: database.url });
  await floor.connect();
  try {
    const place = { databaseUrl: database.url, dataDir: null };
    return await closes("daily_close", place, plans, floor, (text) => floor.query(text), 0.6);
  } finally {
    await floor.end();
    await database.drop();
  }
}

async function onPglite(plans: number): Promise<Figure> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const files = new DurableFolder(path.join(folder, "floor"));
  const floor = await PGlite.create({ fs: files });
  files.flushCommits();
  try {
    const place = { dataDir: path.join(folder, "fenqi") };
    return await closes("daily_close_pglite", place, plans, floor, (text) => floor.exec(text), 0.5);
  } finally {
    await floor.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function closes(
  name: string,
  place: StartOptions,
  plans: number,
  floor: Connection,
  script: (text: string) => Promise<unknown>,
  goal: number,
): Promise<Figure> {
  await script(dueRunTables(plans));
  const server = await startOwnBook(place, plans);
  try {
    const deps = await planning(server);
    const floors: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(plans / (await seconds(() => dueRun(floor, floorDay(round)))));
      const day = await nextDay(server);
      const at = `${day}T04:00:00.000Z`;
      let closed = 0;
      const took = await seconds(async () => {
        closed = await closePlans(deps, MERCHANT, null, { at, today: day });
      });
      // The plan that the others are copies of is closed as well.
      if (closed !== plans + 1) throw new Error(`${closed} of ${plans + 1} plans were closed`);
      ours.push(closed / took);
      await payFallen(server);
    }
    return figure({ name, value: median(ours), unit: "plans/s", floor: median(floors), goal, good: "above" });
  } finally {
    await server.close();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1_000;
}

async function nextDay({ store: { db } }: RunningServer): Promise<string> {
  const { rows } = await sql<{ day: string }>`select min(open_on)::text as day from plan_standing`.execute(db);
  return rows[0]!.day;
}

/** What has fallen due is paid on its day, so that nothing is missed and every round is the same. */
async function payFallen({ store: { db } }: RunningServer): Promise<void> {
  await sql`
    update instalment i set paid_principal = principal, paid_interest = interest from plan_standing s
    where s.merchant_id = i.merchant_id and s.plan_id = i.plan_id and i.n = s.fallen_n`.execute(db);
  await sql`
    update plan_standing s set open_on = i.due_on, next_due_on = i.due_on, falls_n = i.n, falls_on = i.due_on,
      falls_interest = i.interest, outstanding = s.outstanding - paid.principal - paid.interest
    from instalment i, instalment paid
    where paid.merchant_id = s.merchant_id and paid.plan_id = s.plan_id and paid.n = s.fallen_n
      and i.merchant_id = s.merchant_id and i.plan_id = s.plan_id and i.n = s.fallen_n + 1`.execute(db);
  await sql`vacuum analyze plan_standing, instalment`.execute(db);
}
