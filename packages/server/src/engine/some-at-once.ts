/** Works on pieces side by side, at most so many at a time. Pieces behind one that failed are not begun. */
export function someAtOnce(most: number) {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const check = () => {
    if (failure) throw failure.error;
  };

  return {
    /** Resolves when the piece has begun, which may be when another ends; rejects when one has failed. */
    async begin(work: () => Promise<void>): Promise<void> {
      while (running.size >= most) await Promise.race(running);
      check();
      const piece = work()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => running.delete(piece));
      running.add(piece);
    },
    /** Resolves when nothing is under way; rejects when a piece has failed. */
    async ended(): Promise<void> {
      await Promise.all(running);
      check();
    },
  };
}
