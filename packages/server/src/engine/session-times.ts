import type { Session } from "./ports.ts";

/** When a session is over; milliseconds. */
export interface SessionTimes {
  /** Since it was last used. */
  readonly idleMs: number;
  /** Since it was opened, however busy it is. */
  readonly longestMs: number;
}

/** Half an hour without a request, twelve hours in all. */
export const SESSION_TIMES: SessionTimes = { idleMs: 30 * 60_000, longestMs: 12 * 3_600_000 };

/** Nobody who tries it out is sent back to the sign-in page for having had lunch. */
export const DEMO_SESSION_TIMES: SessionTimes = { ...SESSION_TIMES, idleMs: SESSION_TIMES.longestMs };

/** Whether time has ended a session. */
export const isOver = ({ seenAt, endsAt }: Session, { idleMs }: SessionTimes, nowMs: number): boolean =>
  Date.parse(endsAt) <= nowMs || Date.parse(seenAt) + idleMs <= nowMs;
