import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Asking, type Load, load, meanBytes, QUOTES, warmUp } from "./load.ts";
import { type Figure, figure, median } from "./measure.ts";
import { type Program, startProgram } from "./processes.ts";

const ROUNDS = 5;
const SECONDS = 3;

/**
 * The demo's quote over HTTP against Fastify with a schema answering as many bytes: both warm, interleaved, median of five.
 * Client and server share the machine's cores on both sides.
 *
 * Asked for the pages of a shop in turn, as visitors do, whose answers are known after a while; and for carts that nobody had before,
 * of which every answer is worked out. Fastify is asked the same and answers always the same. The quotes are recorded on PostgreSQL,
 * or (`_embedded`) by the embedded database in a thread of the same process.
 */
export async function quoteOverHttp(databaseUrl: string): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  try {
    return [
      ...(await quotesOn({ DATABASE_URL: databaseUrl }, "quote_http")),
      ...(await quotesOn({ FENQI_DATA: folder }, "quote_http_embedded")),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function quotesOn(store: { readonly [name: string]: string }, name: string): Promise<Figure[]> {
  const fenqi = await startProgram("programs/fenqi.ts", { FENQI_DEMO: "1", PORT: "0", ...store });
  const bytes = await meanBytes(fenqi);
  const floor = await startProgram("floors/fastify.ts", { BYTES: String(bytes) });
  try {
    return [...(await compared(fenqi, floor, "pages", name)), ...(await compared(fenqi, floor, "new", `${name}_new`))];
  } finally {
    await Promise.all([fenqi.stop(), floor.stop()]);
  }
}

async function compared(fenqi: Program, floor: Program, asking: Asking, name: string): Promise<Figure[]> {
  const quotes: Load[] = [];
  const floors: Load[] = [];
  await warmUp(floor, "/", asking);
  await warmUp(fenqi, QUOTES, asking);
  for (let round = 0; round < ROUNDS; round += 1) {
    floors.push(await load(floor, "/", SECONDS, asking));
    quotes.push(await load(fenqi, QUOTES, SECONDS, asking));
  }
  const middle = (loads: readonly Load[], field: keyof Load) => median(loads.map((each) => each[field]));
  return [
    figure({
      name: `${name}_throughput`,
      value: middle(quotes, "perSecond"),
      unit: "requests/s",
      floor: middle(floors, "perSecond"),
      goal: 0.65,
      good: "above",
    }),
    figure({
      name: `${name}_p99`,
      value: middle(quotes, "p99"),
      unit: "ms",
      floor: middle(floors, "p99"),
      goal: 2,
      good: "below",
    }),
  ];
}
