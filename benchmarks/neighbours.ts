import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { openClient, postOf } from "./http-clients.ts";
import { HEADERS, QUESTION, QUOTES } from "./load.ts";
import { type Figure, figure, median, quantile } from "./measure.ts";
import { type Program, startProgram } from "./processes.ts";

const ROUNDS = 5;
const MS = 3_000;
/** Neighbours, each asking again so long after it was answered. */
const NEIGHBOURS = 16;
const THINK_MS = 20;
const HOSTILE_PER_SECOND = 200;
const SLOW = 512;
const DRIP_MS = 250;

/**
 * p99 of shoppers who ask for quotes while somebody attacks, against the same shoppers left alone: interleaved, median of five.
 * Bodies that are refused, 200 a second; and 512 connections that send their head, or their body, a byte at a time.
 *
 * Throws when a hostile body is answered with anything but 400, 413 or 415, or a neighbour with anything but 200.
 */
export async function neighbours(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const fenqi = await startProgram("programs/fenqi.ts", { FENQI_DEMO: "1", FENQI_DATA: folder, PORT: "0" });
  const figures = { alone: [] as number[], bodies: [] as number[], slow: [] as number[] };
  try {
    await shoppersP99(fenqi);
    for (let round = 0; round < ROUNDS; round += 1) {
      figures.alone.push(await shoppersP99(fenqi));
      figures.bodies.push(await during(hostileBodies(fenqi), () => shoppersP99(fenqi)));
      figures.slow.push(await during(slowClients(fenqi), () => shoppersP99(fenqi)));
    }
  } finally {
    await fenqi.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const { alone, ...attacked } = figures;
  return Object.entries(attacked).map(([attack, p99s]) =>
    figure({
      name: `neighbours_p99_hostile_${attack}`,
      value: median(p99s),
      unit: "ms",
      floor: median(alone),
      goal: 1.5,
      good: "below",
    }),
  );
}

async function shoppersP99({ url }: Program): Promise<number> {
  const request = postOf(QUOTES, HEADERS.authorization.slice("Bearer ".length), QUESTION);
  const until = performance.now() + MS;
  const times: number[] = [];
  const shopper = async () => {
    const client = await openClient(url);
    await pause(Math.random() * THINK_MS);
    while (performance.now() < until) {
      const before = performance.now();
      const { status, body } = await client.ask(request);
      if (status !== 200) throw new Error(`a neighbour was answered ${status}: ${body}`);
      times.push(performance.now() - before);
      await pause(THINK_MS);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: NEIGHBOURS }, shopper));
  return quantile(times, 0.99);
}

interface Attack {
  stop(): Promise<void>;
}

async function during(attack: Promise<Attack>, work: () => Promise<number>): Promise<number> {
  const { stop } = await attack;
  try {
    return await work();
  } finally {
    await stop();
  }
}

const json = JSON.stringify(QUESTION);
const HOSTILE: readonly Buffer[] = [
  post(`${'{"cart":'.repeat(5_000)}1${"}".repeat(5_000)}`),
  post(`"${"x".repeat(1_000_000)}"`),
  post(json.replace("{", '{"market":"DE",')),
  post(json.replace("{", '{"__proto__":{"at":1},')),
  post(gzipSync(Buffer.alloc(10_000_000)), "content-encoding: gzip\r\n"),
];

function headOf(length: number, more = ""): string {
  const { authorization } = HEADERS;
  return `POST ${QUOTES} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\n${more}content-length: ${length}\r\n\r\n`;
}

function post(body: string | Buffer, more = ""): Buffer {
  const bytes = Buffer.from(body as string);
  return Buffer.concat([Buffer.from(headOf(bytes.length, more)), bytes]);
}

const REFUSED = /^HTTP\/1\.1 (400|413|415) /;

/** One after the other at an even pace, each on a connection of its own, for such a connection may be closed. */
async function hostileBodies(program: Program): Promise<Attack> {
  const answers: Promise<string>[] = [];
  const stopping = new AbortController();
  const sending = (async () => {
    for (const began = performance.now(); !stopping.signal.aborted; await pause(5)) {
      const due = ((performance.now() - began) / 1_000) * HOSTILE_PER_SECOND;
      while (answers.length < due) answers.push(sent(program, HOSTILE[answers.length % HOSTILE.length]!));
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await sending;
      const wrong = (await Promise.all(answers)).find((answer) => !REFUSED.test(answer));
      if (wrong !== undefined) throw new Error(`a hostile body was answered ${JSON.stringify(wrong)}`);
    },
  };
}

/** The first of the answer; what has not been sent by then is kept. */
function sent({ url }: Program, bytes: Buffer): Promise<string> {
  const socket = opened(url);
  socket.write(bytes);
  return new Promise((resolve) => {
    socket.once("data", (data) => {
      resolve(data.toString("latin1").slice(0, 80));
      socket.destroy();
    });
    socket.once("close", () => resolve("nothing"));
  });
}

/** Half of them never end their head, half their body. Whoever is cut off comes again. */
async function slowClients({ url }: Program): Promise<Attack> {
  const open = new Set<Socket>();
  let stopped = false;
  const come = (isBody: boolean) => {
    const socket = opened(url);
    open.add(socket);
    socket.write(isBody ? `${headOf(10_000)}{` : headOf(10_000).slice(0, -2));
    const drip = setInterval(() => socket.writable && socket.write(isBody ? " " : "x-a: b\r\n"), DRIP_MS);
    socket.once("close", () => {
      clearInterval(drip);
      open.delete(socket);
      if (!stopped) come(isBody);
    });
  };
  for (let k = 0; k < SLOW; k += 1) come(k % 2 === 0);
  await pause(500);
  return {
    async stop() {
      stopped = true;
      for (const socket of open) socket.destroy();
    },
  };
}

function opened(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname).on("error", () => {});
}
