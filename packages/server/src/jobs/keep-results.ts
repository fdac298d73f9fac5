type Write<T> = (results: readonly T[]) => Promise<void>;

/**
 * Keeps results in the order in which they come: all that have gathered for one writer while others were being written, in one
 * write. A writer that comes without any has its turn all the same.
 */
export function resultKeeper<T>() {
  const waiting: { readonly write: Write<T>; readonly results: T[] }[] = [];
  let unkept = 0;
  let makers: (() => void)[] = [];
  let writing: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  const run = async () => {
    for (let next = waiting.shift(); next && !failure; next = waiting.shift()) {
      await next.write(next.results).catch((error: unknown) => {
        failure = { error };
      });
      unkept -= next.results.length;
      const ready = makers;
      makers = [];
      for (const go of ready) go();
    }
    writing = undefined;
  };

  return {
    add(write: Write<T>, ...results: readonly T[]): void {
      unkept += results.length;
      const last = waiting.at(-1);
      if (last?.write === write) last.results.push(...results);
      else waiting.push({ write, results: [...results] });
      writing ??= run();
    },
    /** Resolves when fewer than `most` are not kept yet: so many are lost when the process dies. False: none will be kept any more. */
    async room(most: number): Promise<boolean> {
      while (unkept >= most && !failure) await new Promise<void>((resolve) => makers.push(resolve));
      return failure === undefined;
    },
    /** Resolves when all is kept; rejects when a write failed. */
    async kept(): Promise<void> {
      await writing;
      if (failure) throw failure.error;
    },
  };
}

export type ResultKeeper<T> = ReturnType<typeof resultKeeper<T>>;
