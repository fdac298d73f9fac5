import { Kysely, PostgresDialect, sql } from "kysely";
import pg, { type PoolConfig } from "pg";
import { startEmbedded } from "./embedded.ts";
import { connectionName, migrate } from "./migrate.ts";
import { type Notices, pollOnly, postgresNotices } from "./notices.ts";
import { prepareMarked } from "./prepared.ts";
import type { Tables } from "./tables.ts";

/** Where the data lives: a PostgreSQL server, a folder of the embedded database, or memory (tests). */
export type StorePlace =
  | { readonly kind: "postgres"; readonly url: string; readonly connections?: number }
  | { readonly kind: "embedded"; readonly folder: string | null };

export interface Store {
  readonly kind: "postgres" | "embedded";
  readonly db: Kysely<Tables>;
  /** Calls back when another process may have changed something. */
  readonly notices: Notices;
  /** Whether it answers within a second. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

export interface OpenStore extends Store {
  /** Names of the migrations that were applied at this start. */
  readonly migrated: readonly string[];
}

/** A store that nothing may be asked of yet. */
export interface OpeningStore extends Store {
  /** Resolves, when it can be asked, to the names of the migrations that were applied. Rejects when it does not open. */
  readonly ready: Promise<readonly string[]>;
}

/** Asked before anything else; returns the migrations that it applied. */
type Prepare = (db: Kysely<Tables>) => Promise<readonly string[]>;

const CONNECTIONS = 10;
/** A statement that takes longer is given up: the pool must not fill with waiting ones. */
const STATEMENT_MS = 15_000;

/** Opens the store and brings it up to this release, or only sees that it is. */
export async function openStore(place: StorePlace, prepare: Prepare = migrate): Promise<OpenStore> {
  const { ready, ...store } = beginStore(place, prepare);
  try {
    return { ...store, migrated: await ready };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Begins to open the store, for who has something else to do meanwhile. Only the connection differs between the two kinds. */
export function beginStore(place: StorePlace, prepare: Prepare = migrate): OpeningStore {
  const embedded = place.kind === "embedded" ? startEmbedded(place.folder) : undefined;
  const config: PoolConfig =
    place.kind === "postgres"
      ? {
          connectionString: place.url,
          max: place.connections ?? CONNECTIONS,
          connectionTimeoutMillis: 5_000,
          statement_timeout: STATEMENT_MS,
          application_name: connectionName(),
        }
      : embedded!.pool;
  const pool = new pg.Pool(config);
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => {});
  // One that breaks inside a transaction, between two statements, fails the next statement; it would end the process too.
  pool.on("connect", (client) => {
    client.on("error", () => {});
    prepareMarked(client, place.kind === "postgres");
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const notices = place.kind === "postgres" ? postgresNotices(place.url) : pollOnly();
  const open = async () => {
    await embedded?.ready;
    return prepare(db);
  };
  const ready = open();
  const settled = ready.then(
    () => {},
    () => {},
  );
  const close = async () => {
    await notices.close();
    await settled;
    await db.destroy();
    await embedded?.close();
  };
  return { kind: place.kind, db, ready, notices, reachable: () => answers(db), close };
}

const ANSWER_MS = 1_000;

async function answers(db: Kysely<Tables>): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, ANSWER_MS, false).unref());
  const asked = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}
