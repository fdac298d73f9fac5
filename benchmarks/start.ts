import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Figure, figure, median } from "./measure.ts";
import { startProgram } from "./processes.ts";

const ROUNDS = 5;
const FENQI = "programs/fenqi.ts";

/** Process start to ready. Limits: twice a bare Fastify and 0.2 s on PostgreSQL, and 0.5 s on a folder that exists; 6 s on a new one. */
export async function start(databaseUrl: string): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const bare: number[] = [];
  const postgres: number[] = [];
  const later: number[] = [];
  const env = { FENQI_DEMO: "1", PORT: "0", FENQI_LOG: "error" };
  try {
    const first = await ready(FENQI, { ...env, FENQI_DATA: folder });
    await ready(FENQI, { ...env, DATABASE_URL: databaseUrl });
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await ready("floors/fastify.ts", {}));
      postgres.push(await ready(FENQI, { ...env, DATABASE_URL: databaseUrl }));
      later.push(await ready(FENQI, { ...env, FENQI_DATA: folder }));
    }
    const floor = median(bare);
    const within = (name: string, value: number, limit: number) =>
      figure({ name, value, unit: "ms", floor: limit, goal: 1, good: "below" });
    return [
      within("start_postgres", median(postgres), 2 * floor + 200),
      within("start_embedded_later", median(later), 2 * floor + 500),
      within("start_embedded_first", first, 6_000),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ready(file: string, env: { readonly [name: string]: string }): Promise<number> {
  const program = await startProgram(file, env);
  await program.stop();
  return program.readyMs;
}
