import { hash } from "node:crypto";
import pg from "pg";
import { ownDatabase } from "./database.ts";
import { type Figure, figure, median } from "./measure.ts";
import { type Program, startProgram } from "./processes.ts";

const ROUNDS = 3;
const MILLION = 1_000_000;
const WITHIN_SECONDS = 30;
/** Reading rows from a database costs more than hashing them; so many times more is allowed. */
const OVER_HASHING = 30;
const STREAM = "benchmark";
const BATCH = 5_000;

/**
 * Verifying an audit log of so many entries over the API, against the limit for a million, and against sha256 of the
 * same bytes in memory. The chain is made here, by the rule of docs/decisions/0008.
 */
export async function auditVerify(databaseUrl: string, count: number): Promise<Figure[]> {
  const database = await ownDatabase(databaseUrl);
  const server = await startProgram("programs/fenqi.ts", {
    FENQI_DEMO: "1",
    PORT: "0",
    FENQI_LOG: "error",
    DATABASE_URL: database.url,
  });
  try {
    const { merchant, entries } = await verify(server);
    const bytes = await plant(database.url, merchant, count);
    const took: number[] = [];
    const hashed: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      hashed.push(seconds(() => bytes.forEach((text) => void hash("sha256", text))));
      const before = performance.now();
      const verdict = await verify(server);
      took.push((performance.now() - before) / 1_000);
      if (!verdict.sound || verdict.entries < entries + count) throw new Error(`not sound: ${JSON.stringify(verdict)}`);
    }
    const perMillion = (values: readonly number[]) => (median(values) * MILLION) / count;
    const each = { value: perMillion(took), unit: "s", good: "below" } as const;
    return [
      figure({ ...each, name: "audit_verify_million", floor: WITHIN_SECONDS, goal: 1 }),
      figure({ ...each, name: "audit_verify_over_sha256", floor: perMillion(hashed), goal: OVER_HASHING }),
    ];
  } finally {
    await server.stop();
    await database.drop();
  }
}

interface Verdict {
  readonly merchant: string;
  readonly sound: boolean;
  readonly entries: number;
}

async function verify({ url }: Program): Promise<Verdict> {
  const response = await fetch(`${url}/v1/audit/verify`, { headers: { authorization: "Bearer sk_test_demo" } });
  if (!response.ok) throw new Error(`verifying answered ${response.status}`);
  return (await response.json()) as Verdict;
}

/** Appends so many entries to a stream of their own. Returns the bytes that their hashes are over. */
async function plant(databaseUrl: string, merchant: string, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const bytes: string[] = [];
  let previous = "0".repeat(64);
  await client.query("begin");
  await client.query("insert into audit_head (merchant_id, stream) values ($1, $2)", [merchant, STREAM]);
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => {
      const entry = entryAt(merchant, from + index + 1);
      const text = JSON.stringify(["fenqi.audit.entry/1", previous, ...Object.values(entry)]);
      bytes.push(text);
      previous = hash("sha256", text);
      return { ...entry, hash: previous };
    });
    await client.query(
      `insert into audit_entry select * from json_to_recordset($1) as row(merchant_id text, stream text, seq integer,
        at text, by text, action text, subject text, before text, after text, hash text)`,
      [JSON.stringify(rows)],
    );
  }
  await client.query("update audit_head set seq = $3, hash = $4 where merchant_id = $1 and stream = $2", [
    merchant,
    STREAM,
    count,
    previous,
  ]);
  await client.query("commit");
  await client.end();
  return bytes;
}

const entryAt = (merchant: string, seq: number) => ({
  merchant_id: merchant,
  stream: STREAM,
  seq,
  at: new Date(1_790_000_000_000 + seq).toISOString(),
  by: "op-lin",
  action: "adjustment.extend",
  subject: `adj_${seq}`,
  before: `{"back":{"at":"2026-12-01T00:00:00.000Z","kind":"at"},"state":"active","version":${seq}}`,
  after: `{"back":{"at":"2026-12-09T00:00:00.000Z","kind":"at"},"state":"active","version":${seq + 1}}`,
});

function seconds(work: () => void): number {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1_000;
}
