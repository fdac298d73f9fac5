import { setTimeout as pause } from "node:timers/promises";
import { ownDatabase } from "./database.ts";
import { type Client, openClient, openClients, postOf } from "./http-clients.ts";
import { type Figure, figure, median, rateOf } from "./measure.ts";
import { KEY, questionNow } from "./own-book.ts";
import { type Program, startProgram } from "./processes.ts";

const ROUNDS = 5;
const MS = 2_000;
const CLIENTS = 32;
/** An answer after that is no longer waited for. */
const GOOD_MS = 250;
const TICK_MS = 5;
const MOST_CONNECTIONS = 1_000;

/**
 * Quotes at twice and four times what the server can do, offered in an open loop: new ones come whether or not the old
 * ones are answered. What is answered with 200 within 250 ms, against the most that a closed loop gets in the same run.
 */
export async function overload(databaseUrl: string): Promise<Figure[]> {
  const database = await ownDatabase(databaseUrl);
  const program = await startProgram("programs/own-book.ts", { DATABASE_URL: database.url });
  try {
    const peaks: number[] = [];
    const good = new Map<number, number[]>([
      [2, []],
      [4, []],
    ]);
    await closedLoop(program, 500);
    for (let round = 0; round < ROUNDS; round += 1) {
      const peak = await closedLoop(program, MS);
      peaks.push(peak);
      for (const [times, goods] of good) goods.push(await openLoop(program, times * peak));
    }
    return [...good].map(([times, goods]) =>
      figure({
        name: `goodput_at_${times}_times_capacity`,
        value: median(goods),
        unit: "quotes/s",
        floor: median(peaks),
        goal: 0.85,
        good: "above",
      }),
    );
  } finally {
    await program.stop();
    await database.drop();
  }
}

const request = () => postOf("/v1/quotes?schedules=none", KEY, questionNow());

async function closedLoop({ url }: Program, ms: number): Promise<number> {
  const clients = await openClients(url, CLIENTS);
  const text = request();
  const { perSecond } = await rateOf(
    async () => {
      const { status, body } = await clients.ask(text);
      if (status !== 200) throw new Error(`the quote answered ${status}: ${body}`);
    },
    { sideBySide: CLIENTS, ms },
  );
  clients.close();
  return perSecond;
}

/** Good answers a second. */
async function openLoop({ url }: Program, perSecond: number): Promise<number> {
  const free: Client[] = await Promise.all(Array.from({ length: CLIENTS }, () => openClient(url)));
  const all = [...free];
  const text = request();
  let good = 0;
  let opened = all.length;
  const another = async () => {
    if (opened === MOST_CONNECTIONS) return undefined;
    opened += 1;
    const client = await openClient(url);
    all.push(client);
    return client;
  };
  const offer = async () => {
    const before = performance.now();
    const client = free.pop() ?? (await another());
    if (!client) return;
    const { status } = await client.ask(text);
    if (status === 200 && performance.now() - before <= GOOD_MS) good += 1;
    free.push(client);
  };

  const began = performance.now();
  const offers: Promise<void>[] = [];
  for (let now = began; now < began + MS; now = performance.now()) {
    const due = Math.floor(((now - began) / 1_000) * perSecond) - offers.length;
    for (let k = 0; k < due; k += 1) offers.push(offer());
    await pause(TICK_MS);
  }
  const seconds = (performance.now() - began) / 1_000;
  await Promise.all(offers);
  for (const client of all) client.close();
  return good / seconds;
}
