/** How calls are gathered. */
export interface Gathering<A> {
  /** Batches under way at once: one that waits for a lock does not hold up all the others. */
  readonly lanes: number;
  /** Calls in a batch at most. */
  readonly most: number;
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
 * alone it waits for nobody. `work` answers each call of a batch, in their order.
 */
export function gather<A, R>(
  work: (batch: readonly A[]) => Promise<readonly R[]>,
  { lanes, most, groupOf, isOfOne }: Gathering<A>,
): (asked: A) => Promise<R> {
  let waiting: Waiting<A, R>[] = [];
  let underWay = 0;

  function begin(): void {
    if (underWay === lanes || waiting.length === 0) return;
    underWay += 1;
    // After this turn, so that what is asked in it goes together.
    setImmediate(() => {
      void settle(take()).finally(() => {
        underWay -= 1;
        begin();
      });
      begin();
    });
  }

  function take(): readonly Waiting<A, R>[] {
    const group = waiting[0] && groupOf(waiting[0].asked);
    const batch = waiting.filter(({ asked }) => groupOf(asked) === group).slice(0, most);
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
