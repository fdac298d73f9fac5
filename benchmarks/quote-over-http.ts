import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ask, type Load, load, QUOTES, warmUp } from "./load.ts";
import { type Figure, figure, median } from "./measure.ts";
import { startProgram } from "./processes.ts";

const ROUNDS = 5;
const SECONDS = 3;

/**
 * The demo's quote over HTTP against Fastify with a schema answering as many bytes: both warm, interleaved, median of five.
 * Client and server share the machine's cores on both sides.
 */
export async function quoteOverHttp(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const fenqi = await startProgram("programs/fenqi.ts", { FENQI_DEMO: "1", FENQI_DATA: folder, PORT: "0" });
  const bytes = (await (await ask(fenqi)).arrayBuffer()).byteLength;
  const floor = await startProgram("floors/fastify.ts", { BYTES: String(bytes) });
  try {
    const quotes: Load[] = [];
    const floors: Load[] = [];
    await warmUp(floor, "/");
    await warmUp(fenqi, QUOTES);
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(await load(floor, "/", SECONDS));
      quotes.push(await load(fenqi, QUOTES, SECONDS));
    }
    const middle = (loads: readonly Load[], field: keyof Load) => median(loads.map((each) => each[field]));
    return [
      figure({
        name: "quote_http_throughput",
        value: middle(quotes, "perSecond"),
        unit: "requests/s",
        floor: middle(floors, "perSecond"),
        goal: 0.65,
        good: "above",
      }),
      figure({
        name: "quote_http_p99",
        value: middle(quotes, "p99"),
        unit: "ms",
        floor: middle(floors, "p99"),
        goal: 2,
        good: "below",
      }),
    ];
  } finally {
    await Promise.all([fenqi.stop(), floor.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}
