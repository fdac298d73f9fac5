import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { DurableFolder } from "../packages/server/src/adapters/store/durable-folder.ts";
import { digest } from "../packages/server/src/adapters/token/ids.ts";
import { changePlan } from "../packages/server/src/engine/change-plan.ts";
import { toChanged } from "../packages/server/src/http/plan-record.ts";
import { copyId } from "../packages/server/src/testing/many-plans.ts";
import { ownDatabase } from "./database.ts";
import { MOVEMENT_TABLES, moveAtOnce, moveInSteps } from "./floors/movement.ts";
import { openClients, postOf } from "./http-clients.ts";
import { type Figure, figure, ratesInTurn, type Work } from "./measure.ts";
import { KEY, MERCHANT, startOwnBook } from "./own-book.ts";
import { planning } from "./planning.ts";
import { startProgram } from "./processes.ts";

const PLANS = 5_000;
const CONNECTIONS = 16;
const CLIENTS = 32;
const MS = 2_000;
const AMOUNT = 1_000;
const EACH = { unit: "repayments/s", good: "above" } as const;

/**
 * Repayments on plans of twelve rows against the least that moves money safely (R4), in the same run: in process on 16
 * connections, over HTTP from 32 clients, and over HTTP on PGlite against one statement on a PGlite that flushes its log too.
 */
export async function repayment(databaseUrl: string): Promise<Figure[]> {
  return [...(await inProcess(databaseUrl)), ...(await overHttp(databaseUrl)), ...(await embedded())];
}

async function inProcess(databaseUrl: string): Promise<Figure[]> {
  const database = await ownDatabase(databaseUrl);
  const place = { databaseUrl: database.url, dataDir: null, databaseConnections: CONNECTIONS };
  const server = await startOwnBook(place, PLANS);
  const floor = await movementsOn(database.url);
  try {
    const { catalogue, ...deps } = await planning(server);
    const repay: Work = async (k) => {
      const outcome = await changePlan(deps, {
        once: { merchant: MERCHANT, key: `repay-${k}`, requestHash: digest(`repay ${k}`) },
        by: "benchmark",
        id: copyId(1 + (k % PLANS)),
        command: { kind: "repay", amount: AMOUNT },
        reference: `bank-${k}`,
        answer: (changed) => ({ status: 200, body: JSON.stringify(toChanged(changed, catalogue)) }),
      });
      if (outcome.kind !== "done") throw new Error(`the repayment was ${outcome.kind}`);
    };
    const rates = await ratesInTurn({ floor: floor.inSteps, repay }, { sideBySide: CONNECTIONS, ms: MS });
    const { perSecond } = rates.repay;
    return [figure({ name: "repayment_in_process", value: perSecond, floor: rates.floor.perSecond, goal: 1, ...EACH })];
  } finally {
    await floor.close();
    await server.close();
    await database.drop();
  }
}

/** R4 on 16 connections of its own. */
export async function movementsOn(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  await pool.query(MOVEMENT_TABLES);
  const inSteps: Work = async (k) => {
    const connection = await pool.connect();
    try {
      await moveInSteps(connection, k);
    } finally {
      connection.release();
    }
  };
  return { inSteps, close: () => pool.end() };
}

async function overHttp(databaseUrl: string): Promise<Figure[]> {
  const database = await ownDatabase(databaseUrl);
  const program = await startProgram("programs/own-book.ts", { DATABASE_URL: database.url, BENCH_PLANS: `${PLANS}` });
  const floor = await movementsOn(database.url);
  const clients = await openClients(program.url, CLIENTS);
  try {
    const repay = repayBy(clients.ask);
    const rates = await ratesInTurn({ floor: floor.inSteps, repay }, { sideBySide: CLIENTS, ms: MS });
    const { perSecond, p99 } = rates.repay;
    return [
      figure({ name: "repayment_over_http", value: perSecond, floor: rates.floor.perSecond, goal: 0.6, ...EACH }),
      figure({ name: "repayment_over_http_p99", value: p99, unit: "ms", floor: 30, goal: 1, good: "below" }),
    ];
  } finally {
    clients.close();
    await floor.close();
    await program.stop();
    await database.drop();
  }
}

function repayBy(ask: (request: string) => Promise<{ readonly status: number; readonly body: string }>): Work {
  const run = randomUUID();
  return async (k) => {
    const route = `/v1/plans/${copyId(1 + (k % PLANS))}/repayments`;
    const { status, body } = await ask(postOf(route, KEY, { amount: AMOUNT, reference: `bank-${k}` }, `${run}-${k}`));
    if (status !== 200) throw new Error(`the repayment answered ${status}: ${body}`);
  };
}

async function embedded(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const env = { FENQI_DATA: path.join(folder, "fenqi"), DATABASE_URL: "", BENCH_PLANS: `${PLANS}` };
  const program = await startProgram("programs/own-book.ts", env);
  const files = new DurableFolder(path.join(folder, "floor"));
  const pglite = await PGlite.create({ fs: files });
  const clients = await openClients(program.url, CLIENTS);
  try {
    await pglite.exec(MOVEMENT_TABLES);
    files.flushCommits();
    const candidates = { floor: (k: number) => moveAtOnce(pglite, k), repay: repayBy(clients.ask) };
    const rates = await ratesInTurn(candidates, { sideBySide: CLIENTS, ms: MS });
    const { perSecond } = rates.repay;
    const floor = rates.floor.perSecond;
    return [figure({ name: "repayment_over_http_pglite", value: perSecond, floor, goal: 0.5, ...EACH })];
  } finally {
    clients.close();
    await program.stop();
    await pglite.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
