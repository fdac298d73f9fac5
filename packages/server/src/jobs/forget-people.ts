import { formatInstant } from "@fenqi/core/calendar";
import type { Clock, UserStore } from "../engine/ports.ts";

const EVERY_MS = 60 * 60 * 1000;
const DAY_MS = 24 * EVERY_MS;
/** Sessions and invitations are kept this long after their end: where somebody was signed in is known for as long. */
const KEPT_MS = 30 * DAY_MS;

/** Forgets each hour where people were signed in, who was invited, and what failed. Returns how to stop. */
export function forgetPeople(
  users: Pick<UserStore, "forgetEnded">,
  now: Clock,
  failed: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    const nowMs = now();
    users.forgetEnded(formatInstant(nowMs - KEPT_MS), formatInstant(nowMs - DAY_MS)).catch(failed);
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
