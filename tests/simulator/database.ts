import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PostgresDialect } from "kysely";
import pg, { type ClientBase } from "pg";
import { firstDatabase } from "../../packages/server/src/adapters/store/first-database.ts";
import { migrate } from "../../packages/server/src/adapters/store/migrate.ts";
import { pollOnly } from "../../packages/server/src/adapters/store/notices.ts";
import type { Store } from "../../packages/server/src/adapters/store/open-store.ts";
import type { Tables } from "../../packages/server/src/adapters/store/tables.ts";
import { digest } from "../../packages/server/src/adapters/token/ids.ts";
import type { Life } from "./fate.ts";
import { sessionOf } from "./session.ts";
import { Wire } from "./wire.ts";

/** The embedded database in this thread and in memory. It outlives the servers that use it. */
export interface SimulatedDatabase {
  /** A store for one life of the server of this name: real pool, real SQL, and connections that break when the life ends. */
  open(server: string, life: Life): Store;
  /** Asks past every server, as an auditor would. */
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** As it was before anybody's rows. What becomes of a transaction whose connection breaks: rolled back, but for a control. */
  empty(broken: "rollback" | "commit"): Promise<void>;
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
  const session = sessionOf(database);
  /** Statements that the session has prepared, by name: it outlives its connections. */
  let known: Known = {};
  async function begin(): Promise<void> {
    const { rows } = await database.query<{ name: string; text: string }>(
      "select name, statement as text from pg_prepared_statements",
    );
    known = Object.fromEntries(rows.map(({ name, text }) => [name, text]));
  }

  const open = (server: string, life: Life): Store => {
    const stream = () => new Wire(session, life, begin);
    const pool = new pg.Pool({ user: "postgres", database: "postgres", max: 1, idleTimeoutMillis: 0, stream } as never);
    pool.on("error", () => {});
    pool.on("connect", (client) => {
      client.on("error", () => {});
      prepareAll(client, server, known);
    });
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    const notices = pollOnly();
    return {
      kind: "embedded",
      db,
      notices,
      reachable: async () => life.alive,
      close: () => db.destroy(),
    };
  };

  const first = open("first", FOREVER);
  await migrate(first.db);
  await first.close();
  const { rows: tables } = await database.query<{ name: string }>(`
    select quote_ident(table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'`);
  const names = tables.map(({ name }) => name).join(", ");

  return {
    open,
    async rows<T>(text: string, values: readonly unknown[] = []) {
      const give = await session.take();
      return database
        .query<T>(text, [...values])
        .then(({ rows }) => rows)
        .finally(give);
    },
    async empty(broken) {
      session.ofBroken = broken;
      // Nothing is ever deleted: only without its triggers.
      await database.exec(`
        set session_replication_role = replica;
        truncate ${names} restart identity;
        set session_replication_role = default;`);
      // Not owned by a column.
      await database.exec("alter sequence ledger_entry_seq restart");
      // No plan is left over either, so that a seed comes to the same whatever was lived before.
      await database.exec("discard all");
      for (const [name, text] of Object.entries(prepared)) await database.exec(`prepare ${name} as ${text}`);
    },
    close: () => database.close(),
  };
}

type Known = { readonly [name: string]: string };

/** Prepares every statement under a name that stands for it at this server: planning costs the embedded database more than running. */
function prepareAll(client: ClientBase, server: string, known: Known): void {
  // Private to `pg`: which names it need not send the text of.
  Object.assign(
    (client as unknown as { readonly connection: { readonly parsedStatements: object } }).connection.parsedStatements,
    known,
  );
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const prepared = (text: unknown, ...rest: unknown[]) => {
    const isQuestion = typeof text === "string" && /^\s*(\/\*|select|insert|update|delete|with)/i.test(text);
    return isQuestion ? query({ name: `${server}_${digest(text).slice(0, 24)}`, text }, ...rest) : query(text, ...rest);
  };
  client.query = prepared as ClientBase["query"];
}
