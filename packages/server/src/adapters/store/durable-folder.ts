import { closeSync, fdatasyncSync, openSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/**
 * PGlite's folder with its write-ahead log flushed to the disk at each commit; by itself PGlite never does. Data files
 * are still written without it, so this narrows what a power cut may lose and does not close it.
 */
export class DurableFolder extends NodeFS {
  readonly #log: string;
  #seen = Number.POSITIVE_INFINITY;

  constructor(folder: string) {
    super(folder);
    this.#log = path.join(folder, "pg_wal");
  }

  /** From now on every commit is flushed. While the database is being made it need not be. */
  flushCommits(): void {
    this.#seen = 0;
  }

  override async syncToFs(): Promise<void> {
    if (this.#seen === Number.POSITIVE_INFINITY) return;
    let newest = this.#seen;
    for (const name of readdirSync(this.#log)) {
      if (!/^[0-9A-F]{24}$/.test(name)) continue;
      const file = path.join(this.#log, name);
      const { mtimeMs } = statSync(file);
      if (mtimeMs < this.#seen) continue;
      const descriptor = openSync(file, "r+");
      fdatasyncSync(descriptor);
      closeSync(descriptor);
      newest = Math.max(newest, mtimeMs);
    }
    this.#seen = newest;
  }
}
