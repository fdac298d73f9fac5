import { formatInstant } from "@fenqi/core/calendar";
import type { Clock, OutboxStore } from "../engine/ports.ts";

const EVERY_MS = 60 * 60 * 1000;
/** Messages that were sent or given up are kept this long, without their address, to answer "what did you send?". */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** Forgets old messages each hour. Returns how to stop. */
export function forgetSentMessages(
  outbox: Pick<OutboxStore, "forgetDone">,
  now: Clock,
  failed: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    outbox.forgetDone(formatInstant(now() - KEPT_MS)).catch(failed);
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
