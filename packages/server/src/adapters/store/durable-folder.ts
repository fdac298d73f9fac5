import { closeSync, fdatasyncSync, openSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/**
 * PGlite's folder with its write-ahead log flushed to the disk at each commit; by itself PGlite never does. Data files
 * are still written without it, so this narrows what a power cut may lose and does not close it.
 */
export class DurableFolder extends NodeFS {
  readonly #log: string;
  #seen = 0;

  constructor(folder: string) {
    super(folder);
    this.#log = path.join(folder, "pg_wal");
  }

  override async syncToFs(): Promise<void> {
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
