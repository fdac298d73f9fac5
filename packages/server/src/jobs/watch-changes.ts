/** Poll of the store's newest numbers: a lost notice is made up for within this and a little. */
const EVERY_MS = 1_000;
/** After the first look that failed: a store that was restarted leaves a broken connection behind, and answers on the next. */
const AGAIN_MS = 200;
/** A look that takes longer hangs on a connection that is gone without a word; the next one takes another. */
const GIVEN_UP_MS = 3_000;

export interface Watch {
  /** Looks now; joined when a look is already under way and repeated once after it. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Keeps this process current: looks when told, and each second in any case. A look that fails is reported and made
 * again; the process goes on with what it has, and says that it is uncertain.
 */
export function watchChanges(
  refresh: () => Promise<void>,
  failed: (error: unknown) => void,
  givenUpMs = GIVEN_UP_MS,
): Watch {
  let running: Promise<void> | undefined;
  let again = false;
  let failing = false;
  let soon: NodeJS.Timeout | undefined;

  const run = async (): Promise<void> => {
    do {
      again = false;
      try {
        await within(refresh(), givenUpMs);
        failing = false;
      } catch (error) {
        failed(error);
        if (!failing) soon = setTimeout(look, AGAIN_MS).unref();
        failing = true;
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
  return {
    look,
    stop() {
      clearInterval(timer);
      clearTimeout(soon);
    },
  };
}

/** Rejects when the work takes longer; its end is waited for by nobody then. */
function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the store did not answer within ${ms} ms`)), ms);
    timer.unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
