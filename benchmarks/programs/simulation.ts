/** Run by benchmarks/simulation.ts, in a process of its own so that its memory is its own: prints one JSON line. */
import { compileCatalogue } from "@fenqi/core";
import { startReplay } from "../../packages/server/src/adapters/threads/replay-threads.ts";
import { openQuotes, quotesChunks } from "../../packages/server/src/cli/quotes-file.ts";
import { replayAll } from "../../packages/server/src/engine/replay-all.ts";
import { floorSimulation } from "../floors/simulation.ts";
import { simulatedCatalogues } from "../simulated-quotes.ts";

const [kind, file = "", threads = "1"] = process.argv.slice(2);
const { before, after } = simulatedCatalogues();

const done = kind === "floor" ? floor() : await simulation();
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ...done, memory }));

function floor() {
  const [old, next] = [compileCatalogue(before, "before"), compileCatalogue(after, "after")];
  const started = performance.now();
  const { quotes, losing, amount } = floorSimulation(file, old, next);
  return { quotes, losing, amount, ms: performance.now() - started };
}

async function simulation() {
  const replay = await startReplay({ before, after }, { threads: Number(threads), behind: false });
  const started = performance.now();
  const { handle } = await openQuotes(file);
  await replayAll(replay, quotesChunks(handle, file), () => {});
  const { quotes, currencies } = await replay.take();
  const ms = performance.now() - started;
  await handle.close();
  await replay.close();
  return { quotes, losing: currencies[0]!.losing.carts, amount: currencies[0]!.losing.amount, ms };
}
