import type { WebhookAnswer } from "./ports.ts";
import { askedWait, waitAfter } from "./webhook-calendar.ts";

/** What an answer means for a delivery and its endpoint. */
export interface Verdict {
  readonly delivered: boolean;
  /** Milliseconds until the next attempt; null: there is none. */
  readonly waitMs: number | null;
  /** Milliseconds for which the receiver wants nothing at all; null where it did not ask. */
  readonly askedMs: number | null;
  /** The receiver wants no event any more. */
  readonly gone: boolean;
  /** In words, for the list of deliveries; null when it was delivered. */
  readonly error: string | null;
}

const GONE = 410;
/** Answers with which `Retry-After` speaks for the receiver and not for the one event. */
const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Judges attempt number `attempt` (1, 2, …). Only 2xx is a success: a redirect is not followed and counts as a failure.
 * After a 410 the delivery waits, for the day on which the endpoint is enabled again.
 */
export function judgeAnswer(answer: WebhookAnswer, attempt: number, nowMs: number, random: number): Verdict {
  const { status } = answer;
  if (status !== null && status >= 200 && status < 300) {
    return { delivered: true, waitMs: null, askedMs: null, gone: false, error: null };
  }
  const gone = status === GONE;
  const asked = status !== null && BUSY.has(status) ? askedWait(answer.retryAfter, nowMs) : undefined;
  const calendar = waitAfter(attempt, random);
  return {
    delivered: false,
    waitMs: gone ? 0 : calendar === undefined ? null : Math.max(calendar, asked ?? 0),
    askedMs: asked ?? null,
    gone,
    error: status === null ? answer.reason : `answered ${status}`,
  };
}
