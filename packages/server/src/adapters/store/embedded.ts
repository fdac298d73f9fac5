import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { PoolConfig } from "pg";
import { firstDatabase } from "./first-database.ts";
import { lockFolder } from "./folder-lock.ts";

export interface Embedded {
  readonly pool: PoolConfig;
  /** Resolves when it can be asked. Rejects when it did not start; it is closed then. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** What its thread is told. */
export interface EmbeddedPlace {
  /** Null: in memory. */
  readonly folder: string | null;
  /** An archive to begin from; null: from what the folder holds, or from nothing. */
  readonly archive: string | null;
  /** The unix socket to listen at. */
  readonly socket: string;
  readonly connections: number;
}

/**
 * PGlite is one session, and its socket passes on message by message: with two connections one's parameters can reach
 * the other's statement. With one they cannot.
 */
const CONNECTIONS = 1;
/** Where in its folder the database lies. */
const FILES = "pglite";

// V8's collector of WebAssembly code can end the process while it frees code of this database (nodejs/node#64500): a few
// megabytes of code that is no longer used are kept instead.
setFlagsFromString("--no-wasm-code-gc");
// Eight times what V8 would wait: what a start runs a few hundred times need not be optimised while everything else wants the
// processors, and what a server runs is a second later.
setFlagsFromString("--wasm-tiering-budget=100000000");

/** For who looks and makes nothing. Throws where a folder holds no embedded database. */
export function refuseEmpty(folder: string): void {
  if (!existsSync(path.join(folder, FILES))) throw new NoDatabase(folder);
}

export class NoDatabase extends Error {
  override readonly name = "NoDatabase";

  constructor(folder: string) {
    super(`There is no database in ${folder}.`);
  }
}

/**
 * Starts the embedded database on a folder of its own, or in memory (`folder` null, for tests), in a worker thread
 * behind a unix socket, so that everything else speaks to it as to any PostgreSQL.
 *
 * Throws FolderInUse when another process has the folder.
 */
export function startEmbedded(folder: string | null): Embedded {
  const lock = folder === null ? undefined : lockFolder(folder);
  // Short, because a unix socket's address has 107 bytes at most.
  const place = mkdtempSync(path.join(tmpdir(), "fenqi-"));
  const socket = path.join(place, ".s.PGSQL.5432");
  const data = folder === null ? null : path.join(folder, FILES);
  const begun = data === null ? undefined : beginFolder(data);
  const archive = data === null || begun?.isNew ? firstDatabase() : null;

  const workerData: EmbeddedPlace = { folder: data, archive, socket, connections: CONNECTIONS + 1 };
  const worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData });
  let open = true;
  const release = () => {
    open = false;
    rmSync(place, { recursive: true, force: true });
    lock?.release();
  };
  const begin = async () => {
    try {
      await once(worker, "message");
      begun?.done();
    } catch (cause) {
      release();
      throw new Error("the embedded database did not start", { cause });
    }
  };
  return {
    pool: { host: place, port: 5432, user: "postgres", database: "postgres", max: CONNECTIONS },
    ready: begin(),
    async close() {
      if (!open) return;
      const closed = once(worker, "exit");
      worker.postMessage("close");
      await closed;
      release();
    },
  };
}

/**
 * A folder to keep data in: one that is there, or a new one. A new one is marked until it is whole; where a first start was
 * cut short nothing was acknowledged yet, and the next begins again.
 */
function beginFolder(data: string) {
  const unfinished = `${data}.unfinished`;
  if (existsSync(unfinished)) rmSync(data, { recursive: true, force: true });
  const isNew = !existsSync(path.join(data, "PG_VERSION"));
  if (isNew) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(unfinished, "");
  }
  return { isNew, done: () => rmSync(unfinished, { force: true }) };
}
