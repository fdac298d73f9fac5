import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ask, load, QUOTES } from "./load.ts";
import { type Figure, figure } from "./measure.ts";
import { startProgram } from "./processes.ts";

/** Resident memory after load. `seconds`: 600 for the figure that the goal speaks of, less for a look. */
export async function memory(databaseUrl: string, seconds: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const env = { FENQI_DEMO: "1", PORT: "0", FENQI_LOG: "error" };
  try {
    const postgres = await loaded("programs/fenqi.ts", { ...env, DATABASE_URL: databaseUrl }, QUOTES, seconds);
    const embedded = await loaded("programs/fenqi.ts", { ...env, FENQI_DATA: folder }, QUOTES, seconds);
    const bare = await loaded("floors/fastify.ts", { BYTES: String(postgres.bytes) }, "/", seconds);
    const pglite = await loaded("floors/pglite.ts", {}, undefined, seconds);
    return [
      figure({ name: "memory_postgres", value: postgres.mb, unit: "MB", floor: bare.mb, goal: 1.6, good: "below" }),
      figure({
        name: "memory_embedded_beyond_pglite",
        value: embedded.mb - pglite.mb,
        unit: "MB",
        floor: 120,
        goal: 1,
        good: "below",
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function loaded(
  file: string,
  env: { readonly [name: string]: string },
  route: string | undefined,
  seconds: number,
) {
  const program = await startProgram(file, env);
  try {
    const bytes = route === QUOTES ? (await (await ask(program)).arrayBuffer()).byteLength : 0;
    if (route !== undefined) await load(program, route, seconds);
    return { mb: program.memory(), bytes };
  } finally {
    await program.stop();
  }
}
