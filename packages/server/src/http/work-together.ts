/** Answers that are worked out before the first of them is sent. */
const TOGETHER = 8;

interface Waiting<T> {
  readonly work: () => T;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does what has come in one turn of the event loop together, up to eight at a time, before any of it is handed on.
 *
 * Each reading and sending goes through the kernel, and what the processor has at hand of our code is gone after it: a quote
 * right behind another takes half the time of one that stands between two answers. Nobody waits for others to come: what is there at the
 * end of the turn is done, however few.
 */
export function workTogether<T>(): (work: () => T) => Promise<T> {
  let waiting: Waiting<T>[] = [];

  const doAll = () => {
    const now = waiting;
    waiting = [];
    for (const { work, resolve, reject } of now) {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    }
  };

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject });
      if (waiting.length === 1) setImmediate(doAll);
      if (waiting.length === TOGETHER) doAll();
    });
}
