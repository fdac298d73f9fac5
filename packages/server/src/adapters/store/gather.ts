/** How calls are gathered. */
export interface Gathering<A> {
  /** Batches under way at once. */
  readonly lanes: number;
  /** As many more, of which each begins only when a whole batch waits: one that waits for a lock does not hold up all the others. */
  readonly spare: number;
  /** Calls in a batch at most. */
  readonly most: number;
  /** So many go together even where another lane is free; what is more, free lanes share, so that none is idle. */
  readonly few: number;
  /** Only calls of one group go into one batch. */
  readonly groupOf: (asked: A) => string;
  /** Whether a batch may have failed for one of its calls alone: each is then tried by itself. */
  readonly isOfOne: (error: unknown) => boolean;
}

interface Waiting<A, R> {
  readonly asked: A;
  readonly resolve: (answer: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does together what is asked side by side: a call that comes while every lane is at work waits for the next batch, and
 * alone it waits for nobody. A batch costs much by itself and each call in it little, so it is the fuller the more is asked. `work` answers each call of a batch, in their order.
 */
export function gather<A, R>(
  work: (batch: readonly A[]) => Promise<readonly R[]>,
  { lanes, spare, most, few, groupOf, isOfOne }: Gathering<A>,
): (asked: A) => Promise<R> {
  let waiting: Waiting<A, R>[] = [];
  let underWay = 0;
  /** Of these, those that have their batch. */
  let atWork = 0;

  function begin(): void {
    if (waiting.length < (underWay < lanes ? 1 : most) || underWay === lanes + spare) return;
    underWay += 1;
    // After this turn, so that what is asked in it goes together.
    setImmediate(() => {
      const batch = take();
      atWork += 1;
      void settle(batch).finally(() => {
        underWay -= 1;
        atWork -= 1;
        begin();
      });
      begin();
    });
  }

  function take(): readonly Waiting<A, R>[] {
    const group = waiting[0] && groupOf(waiting[0].asked);
    const share = Math.ceil(waiting.length / Math.max(1, lanes - atWork));
    const room = Math.min(most, Math.max(few, share));
    const batch = waiting.filter(({ asked }) => groupOf(asked) === group).slice(0, room);
    const taken = new Set(batch);
    waiting = waiting.filter((call) => !taken.has(call));
    return batch;
  }

  async function settle(batch: readonly Waiting<A, R>[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const answers = await work(batch.map(({ asked }) => asked));
      batch.forEach(({ resolve }, at) => {
        resolve(answers[at]!);
      });
    } catch (error) {
      if (batch.length > 1 && isOfOne(error)) await Promise.all(batch.map((call) => settle([call])));
      else for (const { reject } of batch) reject(error);
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      begin();
    });
}
