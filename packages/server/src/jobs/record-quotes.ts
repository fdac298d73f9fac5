import type { QuoteBatch, QuoteRow, QuoteStore } from "../engine/ports.ts";

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
/** Quotes that may wait; about 30 MB. Above, quoting goes on and the record has a gap that `dropped` counts. */
const CAPACITY = 20_000;

/** Writes quotes in batches on the server's own time. A batch that fails stays and is tried again. */
export function quoteRecorder(store: QuoteStore, failed: (error: unknown) => void): QuoteRecorder {
  /** The oldest first; the last one takes what comes. One that is being written stays until it is. */
  let batches: QuoteBatch[] = [store.batch()];
  /** One that was written, to be filled anew. */
  let spare: QuoteBatch | undefined;
  let waiting = 0;
  let dropped = 0;
  let running: Promise<void> | undefined;

  const begin = () => {
    batches.push(spare ?? store.batch());
    spare = undefined;
  };

  async function write(): Promise<void> {
    while (waiting > 0) {
      const [batch] = batches;
      if (batches.length === 1) begin();
      try {
        await store.append(batch!);
      } catch (error) {
        failed(error);
        return;
      }
      batches = batches.slice(1);
      waiting -= batch!.size;
      batch!.clear();
      spare = batch;
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

  const inMemory = (tokenIn: (batch: QuoteBatch) => string | undefined): string | undefined => {
    for (const batch of batches.toReversed()) {
      const token = tokenIn(batch);
      if (token !== undefined) return token;
    }
    return undefined;
  };

  return {
    record(row) {
      if (waiting >= CAPACITY) {
        dropped += 1;
        return;
      }
      if (batches.at(-1)!.size >= BATCH) begin();
      batches.at(-1)!.add(row);
      waiting += 1;
    },
    depth: () => waiting,
    dropped: () => dropped,
    flush,
    tokenOf: async (merchant, id) => inMemory((batch) => batch.tokenOf(merchant, id)) ?? store.tokenOf(merchant, id),
    tokenByCode: async (merchant, code) =>
      inMemory((batch) => batch.tokenByCode(merchant, code)) ?? store.tokenByCode(merchant, code),
    async close(withinMs) {
      clearInterval(timer);
      const late = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      await Promise.race([flush().then(flush), late]);
      dropped += waiting;
    },
  };
}
