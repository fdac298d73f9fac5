/** So much waits for its turn that more would wait for seconds. */
export class Busy extends Error {
  override readonly name = "Busy";
}

/** Work so many at once, the rest in the order in which it came. Throws Busy when too much waits. */
export function turnsOf(atOnce: number, mostWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running++;
    else if (waiting.length < mostWaiting) await new Promise<void>((go) => waiting.push(go));
    else throw new Busy("too much waits for its turn");
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
