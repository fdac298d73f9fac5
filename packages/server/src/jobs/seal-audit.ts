/** What was appended to the audit log is under a seal within this. */
const EVERY_MS = 1_000;

export interface Sealing {
  /** Seals what is left, and stops. */
  stop(): Promise<void>;
}

/** Seals the audit log each second, one pass at a time. A pass that fails is reported and left to the next. */
export function sealEachSecond(seal: () => Promise<void>, failed: (error: unknown) => void): Sealing {
  let running: Promise<void> | undefined;
  const pass = (): Promise<void> => {
    running ??= seal()
      .catch(failed)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(pass, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
      await pass();
    },
  };
}
