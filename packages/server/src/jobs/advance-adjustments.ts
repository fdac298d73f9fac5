const EVERY_MS = 2_000;

/** Looks every two seconds for adjustments that time has moved, one round after another. Returns how to stop. */
export function advanceEverySeconds(advance: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    advance()
      .catch(failed)
      .finally(() => {
        running = false;
      });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
