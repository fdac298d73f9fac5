import { parseInstant } from "@fenqi/core/calendar";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits before the second, third … tenth attempt. Source: Standard Webhooks 1.0.0, "Retry schedule". */
export const RETRY_WAITS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** Attempts in all. */
export const ATTEMPTS = RETRY_WAITS_MS.length + 1;

/** Each wait is up to this much shorter or longer, so that what failed together does not come back together. */
export const JITTER = 0.1;

/** A receiver that asks for more time gets at most this. */
const LONGEST_ASKED_MS = 24 * HOUR_MS;

/**
 * Milliseconds to wait after attempt number `attempt` (1, 2, …) has failed; undefined when it was the last.
 *
 * `random`: in [0, 1).
 */
export function waitAfter(attempt: number, random: number): number | undefined {
  const wait = RETRY_WAITS_MS[attempt - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 - JITTER + 2 * JITTER * random));
}

/** Milliseconds that a `Retry-After` header asks for, in seconds or as a date; undefined where it says nothing. */
export function askedWait(retryAfter: string | null, nowMs: number): number | undefined {
  if (retryAfter === null) return undefined;
  const text = retryAfter.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * SECOND_MS : httpDate(text) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_ASKED_MS) : undefined;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/;

/** Milliseconds since 1970 of an RFC 9110 date (`Sun, 06 Nov 1994 08:49:37 GMT`); NaN where it is none. */
function httpDate(text: string): number {
  const [, day, name, year, time] = HTTP_DATE.exec(text) ?? [];
  const month = MONTHS.indexOf(name ?? "") + 1;
  return month === 0 ? Number.NaN : parseInstant(`${year}-${String(month).padStart(2, "0")}-${day}T${time}.000Z`);
}
