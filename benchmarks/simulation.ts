import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { type Figure, figure, median } from "./measure.ts";
import { writeQuotes } from "./simulated-quotes.ts";

/** Of a million quotes, one round is long enough. */
const roundsFor = (count: number): number => (count > 200_000 ? 1 : 3);
const MOST_MB = 512;

interface Ran {
  readonly quotes: number;
  readonly losing: number;
  readonly amount: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly memory: number;
}

/**
 * Replaying recorded quotes against a proposed catalogue: quotes a second of one worker against the same by hand, how it grows
 * with workers, and the most memory that the whole process had. One worker is measured in processor time of all its threads,
 * in which other programs on the machine do not count; growth by the clock.
 */
export async function simulation(count: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const file = path.join(folder, "quotes.jsonl");
  const threads = Math.min(availableParallelism(), 8);
  try {
    await writeQuotes(file, count);
    const floor: Ran[] = [];
    const one: Ran[] = [];
    const all: Ran[] = [];
    for (let round = 0; round < roundsFor(count); round += 1) {
      floor.push(run("floor", file));
      one.push(run("simulation", file, 1));
      all.push(run("simulation", file, threads));
    }
    agree([...floor, ...one, ...all], count);
    const speed = (runs: readonly Ran[], by: "ms" | "cpuMs" = "ms") =>
      median(runs.map(({ quotes, [by]: spent }) => (1_000 * quotes) / spent));
    const memory = Math.max(...all.map((each) => each.memory));
    const each = { unit: "quotes/s", good: "above" } as const;
    return [
      figure({
        name: "simulation_per_worker",
        value: speed(one, "cpuMs"),
        floor: speed(floor, "cpuMs"),
        goal: 0.8,
        ...each,
      }),
      figure({
        name: `simulation_on_${threads}_workers`,
        value: speed(all),
        floor: speed(one),
        goal: 0.8 * threads,
        ...each,
      }),
      figure({ name: "simulation_memory", value: memory, unit: "MB", floor: MOST_MB, goal: 1, good: "below" }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(kind: "floor" | "simulation", file: string, threads = 1): Ran {
  const program = path.join(import.meta.dirname, "programs/simulation.ts");
  return JSON.parse(
    execFileSync(process.execPath, [program, kind, file, String(threads)], { encoding: "utf8" }),
  ) as Ran;
}

/** A fast answer that is another answer would be no figure. */
function agree(runs: readonly Ran[], count: number): void {
  for (const { quotes, losing, amount } of runs) {
    if (quotes !== count || losing !== runs[0]!.losing || amount !== runs[0]!.amount) {
      throw new Error(`the runs do not agree: ${JSON.stringify(runs)}`);
    }
  }
}
