import { formatInstant } from "@fenqi/core/calendar";
import type { ChangeStore, Clock } from "../engine/ports.ts";

const EVERY_MS = 60 * 60 * 1000;
/** Idempotency keys are kept this long; at least a day is promised. */
const KEPT_MS = 48 * 60 * 60 * 1000;

/** Forgets old idempotency keys each hour. Returns how to stop. */
export function forgetOldKeys(
  changes: Pick<ChangeStore, "forgetBefore">,
  now: Clock,
  failed: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    changes.forgetBefore(formatInstant(now() - KEPT_MS)).catch(failed);
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
