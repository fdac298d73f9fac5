import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { openStore } from "../packages/server/src/adapters/store/open-store.ts";
import { plantBooks, settlementCsv } from "../packages/server/src/testing/books.ts";
import { ownDatabase } from "./database.ts";
import { type Figure, figure, median } from "./measure.ts";
import { KEY, MERCHANT } from "./own-book.ts";
import { type Program, startProgram } from "./processes.ts";

/** Partners of the book's catalogue, one file of each. */
const PARTNERS = ["bank", "wallet", "card"] as const;

/**
 * A partner's settlement file imported and matched with the books over HTTP, against COPY of the same bytes into one
 * table; and the most memory that the server took for it, against what it took for a tenth of the file.
 */
export async function settlement(databaseUrl: string, rows: number): Promise<Figure[]> {
  const database = await ownDatabase(databaseUrl);
  // Readable by the database's own user, whose COPY it is.
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  chmodSync(folder, 0o755);
  const program = await startProgram("programs/own-book.ts", { DATABASE_URL: database.url }, { small: true });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(`create table floor_settlement (reference text, request text, kind text, amount bigint, fee bigint,
      currency text, at timestamptz)`);
    const store = await openStore({ kind: "postgres", url: database.url });
    const small = await plantBooks(store.db, MERCHANT, "own", Math.round(rows / 10));
    const files = new Map<string, string>();
    for (const partner of PARTNERS) {
      files.set(partner, settlementCsv(await plantBooks(store.db, MERCHANT, partner, rows)));
    }
    await store.close();
    await client.query("vacuum analyze partner_movement, ledger_entry, posting");

    const little = await imported(program, "own", settlementCsv(small));
    const floors: number[] = [];
    const ours: number[] = [];
    const memory: number[] = [];
    for (const [partner, csv] of files) {
      const file = path.join(folder, `${partner}.csv`);
      writeFileSync(file, csv, { mode: 0o644 });
      const count = csv.split("\n").length - 1;
      const before = performance.now();
      await client.query(`copy floor_settlement from '${file}' with (format csv, header)`);
      floors.push((1_000 * count) / (performance.now() - before));
      const done = await imported(program, partner, csv);
      if (done.rows !== count || done.unmatched !== 0) throw new Error(`not all is matched: ${JSON.stringify(done)}`);
      ours.push((1_000 * count) / done.ms);
      memory.push(done.peakMb);
    }
    return [
      figure({
        name: "settlement_import",
        value: median(ours),
        unit: "rows/s",
        floor: median(floors),
        goal: 0.25,
        good: "above",
      }),
      figure({
        name: "settlement_memory",
        value: Math.max(...memory),
        unit: "MB",
        floor: little.peakMb,
        goal: 1.5,
        good: "below",
      }),
    ];
  } finally {
    await client.end();
    await program.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function imported(program: Program, partner: string, csv: string) {
  let peakMb = program.memory();
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, program.memory());
  }, 50);
  const before = performance.now();
  const response = await fetch(`${program.url}/v1/settlement-files?partner=${partner}&format=sandbox`, {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "text/csv" },
    body: csv,
  });
  const text = await response.text();
  const ms = performance.now() - before;
  clearInterval(watch);
  if (!response.ok) throw new Error(`the import answered ${response.status}: ${text}`);
  const { rows, summary } = JSON.parse(text);
  return { ms, peakMb, rows, unmatched: unmatchedIn(summary) };
}

type Parts = readonly { readonly part: string; readonly there: { rows: number }; readonly here: { rows: number } }[];

const unmatchedIn = (summary: readonly { readonly parts: Parts }[]): number =>
  summary
    .flatMap(({ parts }) => parts)
    .filter(({ part }) => part !== "matched")
    .reduce((sum, { there, here }) => sum + there.rows + here.rows, 0);
