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
  const spent = meter();
  const { quotes, losing, amount } = floorSimulation(file, old, next);
  return { quotes, losing, amount, ...spent() };
}

async function simulation() {
  const replay = await startReplay({ before, after }, { threads: Number(threads), behind: false });
  const spent = meter();
  const { handle } = await openQuotes(file);
  await replayAll(replay, quotesChunks(handle, file), () => {});
  const { quotes, currencies } = await replay.take();
  const took = spent();
  await handle.close();
  await replay.close();
  return { quotes, losing: currencies[0]!.losing.carts, amount: currencies[0]!.losing.amount, ...took };
}

/** Milliseconds by the clock, and of processor time on all threads, since it was made. */
function meter() {
  const [started, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { ms: performance.now() - started, cpuMs: (user + system) / 1_000 };
  };
}
