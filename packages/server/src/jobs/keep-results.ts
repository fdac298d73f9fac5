/** Keeps results as they come: all that have gathered while the last were being written, in one write. */
export function resultKeeper<T>(write: (results: readonly T[]) => Promise<void>) {
  let waiting: T[] = [];
  let unkept = 0;
  let makers: (() => void)[] = [];
  let writing: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  const run = async () => {
    while (waiting.length > 0 && !failure) {
      const batch = waiting;
      waiting = [];
      await write(batch).catch((error: unknown) => {
        failure = { error };
      });
      unkept -= batch.length;
      const ready = makers;
      makers = [];
      for (const go of ready) go();
    }
    writing = undefined;
  };

  return {
    add(result: T): void {
      unkept += 1;
      waiting.push(result);
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
