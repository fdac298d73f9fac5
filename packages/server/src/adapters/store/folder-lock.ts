import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/** The folder is open in another process. PGlite itself would let both in, and lose rows of one. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
}

export interface FolderLock {
  release(): void;
}

/**
 * Takes a data folder for this process alone.
 *
 * The lock is the kernel's own (a file lock that SQLite holds), so that it ends with the process, however that ends:
 * it is never stale. Who holds it is written beside it, for the message only.
 * Throws FolderInUse when another process, or this one, has it.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holder = path.join(folder, "holder.json");
  const database = new DatabaseSync(path.join(folder, "lock"));
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (cause) {
    database.close();
    throw new FolderInUse(`${folder} is in use by ${describe(holder)}; the embedded database takes one process only`, {
      cause,
    });
  }
  writeFileSync(holder, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  return { release: () => database.close() };
}

function describe(holder: string): string {
  try {
    const { pid, since } = JSON.parse(readFileSync(holder, "utf8")) as { pid: number; since: string };
    return `process ${pid}, since ${since}`;
  } catch {
    return "another process";
  }
}
