import { fdatasyncSync } from "node:fs";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** An open file of Emscripten's, as its NODEFS keeps it. */
interface OpenFile {
  readonly nfd: number;
  readonly node: object;
  readonly shared: { readonly refcount: number };
}

/** What NODEFS does with open files. The object is shared by all of them, so that replacing a function reaches each. */
interface FileOperations {
  open(file: OpenFile): void;
  close(file: OpenFile): void;
  write(file: OpenFile, ...what: unknown[]): number;
}

interface EmscriptenModule {
  readonly FS: {
    readonly filesystems: { readonly NODEFS: { readonly stream_ops: FileOperations } };
    getPath(node: object): string;
  };
}

const LOG_FILE = /\/pg_wal\/[0-9A-F]{24}$/;

/**
 * PGlite's folder with its write-ahead log flushed to the disk at each commit; by itself PGlite never does. Data files
 * are still written without it, so this narrows what a power cut may lose and does not close it.
 *
 * What has been written to the log since the last flush is known from the writes themselves: a statement that wrote
 * nothing waits for no disk.
 */
export class DurableFolder extends NodeFS {
  readonly #logs = new Set<number>();
  readonly #written = new Set<number>();
  #flushing = false;

  /** From now on every commit is flushed. While the database is being made it need not be. */
  flushCommits(): void {
    this.#flushing = true;
  }

  override async init(...given: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const made = await super.init(...given);
    const { emscriptenOpts } = made;
    const watch = (module: unknown) => this.#watch(module as EmscriptenModule);
    return { ...made, emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), watch] } };
  }

  /** Called after every message that the database has worked off, before its answer is given out. */
  override async syncToFs(): Promise<void> {
    if (!this.#flushing) return;
    for (const file of this.#written) fdatasyncSync(file);
    this.#written.clear();
  }

  #watch({ FS }: EmscriptenModule): void {
    const operations = FS.filesystems.NODEFS.stream_ops;
    const { open, close, write } = operations;
    operations.open = (file) => {
      open(file);
      if (LOG_FILE.test(FS.getPath(file.node))) this.#logs.add(file.nfd);
    };
    operations.write = (file, ...what) => {
      if (this.#logs.has(file.nfd)) this.#written.add(file.nfd);
      return write(file, ...what);
    };
    operations.close = (file) => {
      if (file.shared.refcount === 1 && this.#logs.delete(file.nfd) && this.#written.delete(file.nfd)) {
        if (this.#flushing) fdatasyncSync(file.nfd);
      }
      close(file);
    };
  }
}
