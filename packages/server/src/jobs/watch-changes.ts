/** Poll of the store's newest numbers: a lost notice is made up for within this and a little. */
const EVERY_MS = 1_000;

export interface Watch {
  /** Looks now; joined when a look is already under way and repeated once after it. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Keeps this process current: looks when told, and each second in any case. A look that fails is reported and left to
 * the next; the process goes on with what it has, and says that it is uncertain.
 */
export function watchChanges(refresh: () => Promise<void>, failed: (error: unknown) => void): Watch {
  let running: Promise<void> | undefined;
  let again = false;

  const run = async (): Promise<void> => {
    do {
      again = false;
      try {
        await refresh();
      } catch (error) {
        failed(error);
      }
    } while (again);
  };

  const look = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };

  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
