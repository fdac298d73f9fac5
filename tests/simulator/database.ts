import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { firstDatabase } from "../../packages/server/src/adapters/store/first-database.ts";
import { migrate } from "../../packages/server/src/adapters/store/migrate.ts";
import { pollOnly } from "../../packages/server/src/adapters/store/notices.ts";
import type { Store } from "../../packages/server/src/adapters/store/open-store.ts";
import { prepareMarked } from "../../packages/server/src/adapters/store/prepared.ts";
import type { Tables } from "../../packages/server/src/adapters/store/tables.ts";
import type { Life } from "./fate.ts";
import { Wire } from "./wire.ts";

/** The embedded database in this thread and in memory. It outlives the servers that use it. */
export interface SimulatedDatabase {
  /** A store for one life: real pool, real SQL, and connections that break when the life ends. */
  open(life: Life): Store;
  /** Asks past every server, as an auditor would. */
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** As it was before anybody's rows. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

const BUFFERS = ["-c", "shared_buffers=32MB"];
const FOREVER: Life = { alive: true, step: () => undefined };

/** `prepared`: statements that the auditor executes often, by name. */
export async function simulatedDatabase(prepared: { readonly [name: string]: string }): Promise<SimulatedDatabase> {
  const archive = firstDatabase();
  const database = await PGlite.create({
    startParams: [...PGlite.defaultStartParams, ...BUFFERS],
    ...(archive === null ? {} : { loadDataDir: new Blob([readFileSync(archive)]) }),
  });
  const open = (life: Life): Store => {
    const stream = () => new Wire(database, () => life.step(), begin);
    const pool = new pg.Pool({ user: "postgres", database: "postgres", max: 1, idleTimeoutMillis: 0, stream } as never);
    pool.on("error", () => {});
    pool.on("connect", (client) => {
      client.on("error", () => {});
      prepareMarked(client);
    });
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    const notices = pollOnly();
    return {
      kind: "embedded",
      db,
      migrated: [],
      notices,
      reachable: async () => life.alive,
      close: () => db.destroy(),
    };
  };

  let isMade = false;
  /** There is one session, which outlives its connections: a server of its own would have ended the last, with its transaction. */
  async function begin(): Promise<void> {
    await database.exec("rollback");
    await database.exec("discard all");
    if (!isMade) return;
    for (const [name, text] of Object.entries(prepared)) await database.exec(`prepare ${name} as ${text}`);
  }

  const first = open(FOREVER);
  await migrate(first.db);
  await first.close();
  isMade = true;
  const { rows: tables } = await database.query<{ name: string }>(`
    select quote_ident(table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'`);
  const names = tables.map(({ name }) => name).join(", ");

  return {
    open,
    rows: async <T>(text: string, values: readonly unknown[] = []) => (await database.query<T>(text, [...values])).rows,
    async empty() {
      // Nothing is ever deleted: only without its triggers.
      await database.exec(`
        set session_replication_role = replica;
        truncate ${names} restart identity;
        set session_replication_role = default;`);
      // Not owned by a column.
      await database.exec("alter sequence ledger_entry_seq restart");
    },
    close: () => database.close(),
  };
}
