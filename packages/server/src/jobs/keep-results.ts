/** Keeps results as they come: all that have gathered while the last were being written, in one write. */
export function resultKeeper<T>(write: (results: readonly T[]) => Promise<void>) {
  let waiting: T[] = [];
  let writing: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  const run = async () => {
    while (waiting.length > 0 && !failure) {
      const batch = waiting;
      waiting = [];
      await write(batch).catch((error: unknown) => {
        failure = { error };
      });
    }
    writing = undefined;
  };

  return {
    add(result: T): void {
      waiting.push(result);
      writing ??= run();
    },
    /** Resolves when all is kept; rejects when a write failed. */
    async kept(): Promise<void> {
      await writing;
      if (failure) throw failure.error;
    },
  };
}
