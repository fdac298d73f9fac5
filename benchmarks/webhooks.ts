import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { copyId } from "../packages/server/src/testing/many-plans.ts";
import { ownDatabase } from "./database.ts";
import { type Figure, figure, median, rateOf } from "./measure.ts";
import { MERCHANT, poster } from "./own-book.ts";
import { startProgram } from "./processes.ts";

const ROUNDS = 5;
const PLANS = 1_000;
/** Of each plan. So many that they take as long as the bare loop is measured. */
const EACH = 20;
const EVENTS = EACH * PLANS;
/** As many requests at a time as one endpoint gets. */
const WIDTH = 8;
const PATIENCE_MS = 60_000;
const BODY = JSON.stringify({ row: 1, due_on: "2026-12-22", amount: 53_299 });

/**
 * Events of a thousand plans delivered to one endpoint (leased, in order, signed, recorded) against a bare loop of POSTs on
 * kept connections, with bodies of the same size, to the same sink.
 */
export async function webhooks(databaseUrl: string): Promise<Figure[]> {
  const database = await ownDatabase(databaseUrl);
  const sink = await startProgram("floors/sink.ts");
  const program = await startProgram("programs/own-book.ts", {
    DATABASE_URL: database.url,
    BENCH_PLANS: String(PLANS),
  });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const seen = async () => (await (await fetch(sink.url)).json()) as { readonly count: number; readonly ms: number };
  try {
    await poster(program.url)("/v1/webhook-endpoints", { url: `${sink.url}/hook`, events: ["plan.row_due"] });
    const bare: number[] = [];
    const delivered: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await bareLoop(sink.url));
      await seen();
      await happen(client, round);
      const { count, ms } = await allOf(client, round, seen);
      delivered.push((1_000 * count) / ms);
    }
    return [
      figure({
        name: "webhooks_delivered",
        value: median(delivered),
        unit: "events/s",
        floor: median(bare),
        goal: 0.5,
        good: "above",
      }),
    ];
  } finally {
    await client.end();
    await program.stop();
    await sink.stop();
    await database.drop();
  }
}

/** As many bytes as an event of a plan has, envelope included. */
const BARE_BODY = Buffer.alloc(245, 0x20);

async function bareLoop(url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: WIDTH });
  const post = () =>
    new Promise<void>((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": BARE_BODY.length };
      const call = request(url, { method: "POST", agent, headers }, (answer) => answer.resume().on("end", resolve));
      call.on("error", reject);
      call.end(BARE_BODY);
    });
  const { perSecond } = await rateOf(post, { sideBySide: WIDTH, ms: 2_000 });
  agent.destroy();
  return perSecond;
}

/** Events of each plan, as the daily close writes them. */
async function happen(client: pg.Client, round: number): Promise<void> {
  await client.query(
    `insert into plan_event (merchant_id, plan_id, n, type, at, body)
    select $1, left($2, 5) || lpad(k::text, 26, '0'), 100 + ${EACH} * $3::integer + n, 'plan.row_due', now(), $4
    from generate_series(1, ${EACH}) as n, generate_series(1, ${PLANS}) as k`,
    [MERCHANT, copyId(1), round, BODY],
  );
}

/** Waits until the last delivery is recorded, and tells what the sink saw. */
async function allOf<S>(client: pg.Client, round: number, seen: () => Promise<S>): Promise<S> {
  for (const giveUp = performance.now() + PATIENCE_MS; ; await pause(100)) {
    const { rows } = await client.query(
      "select count(*)::integer as n from webhook_delivery where state = 'delivered'",
    );
    if (rows[0].n === EVENTS * (round + 1)) return seen();
    if (performance.now() > giveUp) throw new Error(`${rows[0].n} of ${EVENTS * (round + 1)} events were delivered`);
  }
}
