import type { QuoteRow, QuoteStore } from "../engine/ports.ts";

export interface QuoteRecorder extends Pick<QuoteStore, "tokenOf" | "tokenByCode"> {
  /** Takes a quote to be written behind its answer. Never waits and never throws; drops when the buffer is full. */
  record(row: QuoteRow): void;
  depth(): number;
  dropped(): number;
  /** Writes what is waiting. */
  flush(): Promise<void>;
  /** Writes what is waiting and stops; gives up after `withinMs`. */
  close(withinMs: number): Promise<void>;
}

const EVERY_MS = 50;
const BATCH = 500;
/** Quotes that may wait; about 20 MB. Above, quoting goes on and the record has a gap that `dropped` counts. */
const CAPACITY = 20_000;

/** Writes quotes in batches on the server's own time. A batch that fails stays and is tried again. */
export function quoteRecorder(store: QuoteStore, failed: (error: unknown) => void): QuoteRecorder {
  let waiting: QuoteRow[] = [];
  let writing: readonly QuoteRow[] = [];
  let dropped = 0;
  let running: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      writing = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      try {
        await store.append(writing);
      } catch (error) {
        waiting = [...writing, ...waiting];
        failed(error);
        return;
      } finally {
        writing = [];
      }
    }
  }

  const flush = (): Promise<void> => {
    running ??= write().finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(flush, EVERY_MS);
  timer.unref();

  const inMemory = (matches: (row: QuoteRow) => boolean) =>
    (waiting.findLast(matches) ?? writing.findLast(matches))?.token;

  return {
    record(row) {
      if (waiting.length >= CAPACITY) dropped += 1;
      else waiting.push(row);
    },
    depth: () => waiting.length + writing.length,
    dropped: () => dropped,
    flush,
    tokenOf: async (merchant, id) =>
      inMemory((row) => row.id === id && row.merchant === merchant) ?? store.tokenOf(merchant, id),
    tokenByCode: async (merchant, code) =>
      inMemory((row) => row.code === code && row.merchant === merchant) ?? store.tokenByCode(merchant, code),
    async close(withinMs) {
      clearInterval(timer);
      const late = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      await Promise.race([flush().then(flush), late]);
      dropped += waiting.length;
    },
  };
}
