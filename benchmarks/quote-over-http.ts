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
 * of which every answer is worked out. Fastify is asked the same and answers always the same.
 */
export async function quoteOverHttp(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const fenqi = await startProgram("programs/fenqi.ts", { FENQI_DEMO: "1", FENQI_DATA: folder, PORT: "0" });
  const bytes = await meanBytes(fenqi);
  const floor = await startProgram("floors/fastify.ts", { BYTES: String(bytes) });
  try {
    return [
      ...(await compared(fenqi, floor, "pages", "quote_http")),
      ...(await compared(fenqi, floor, "new", "quote_http_new")),
    ];
  } finally {
    await Promise.all([fenqi.stop(), floor.stop()]);
    rmSync(folder, { recursive: true, force: true });
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
