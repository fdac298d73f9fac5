const EVERY_MS = 500;
const MINUTE_MS = 60_000;

export interface PartnerRounds {
  /** Asks the partners that are due. */
  readonly look: () => Promise<void>;
  /** Writes down the minutes that have ended. */
  readonly keepMinutes: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/**
 * Looks twice a second for partners to be asked, and once a minute writes down what was counted; one round of each at a
 * time. Resolves, when stopped, after the rounds that run.
 */
export function watchPartners({ look, keepMinutes, failed }: PartnerRounds): () => Promise<void> {
  const stops = [repeat(look, EVERY_MS, failed), repeat(keepMinutes, MINUTE_MS, failed)];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

function repeat(work: () => Promise<void>, everyMs: number, failed: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= work()
      .catch(failed)
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
