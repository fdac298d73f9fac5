import { formatInstant } from "@fenqi/core/calendar";
import type { CallCounts } from "./call-counts.ts";
import type { Clock, PartnerStore } from "./ports.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Minutes are kept for a month; the days that are made of them for so much longer than a page looks back. */
const MINUTE_DAYS = 30;
const DAY_DAYS = 400;

/** The begin of the UTC day that lies so many days back: a day is folded whole. */
const daysAgo = (nowMs: number, days: number) => formatInstant(Math.floor(nowMs / DAY_MS - days) * DAY_MS);

/** Writes down the minutes that have ended, and makes days of those of more than a month ago. `process` differs between processes. */
export const keepPartnerMinutes =
  (store: Pick<PartnerStore, "appendMinutes" | "foldMinutesBefore">, counts: CallCounts, now: Clock, process: string) =>
  async (): Promise<void> => {
    const rows = counts.takeMinutes(now());
    if (rows.length === 0) return;
    await store.appendMinutes(process, rows);
    await store.foldMinutesBefore(daysAgo(now(), MINUTE_DAYS), daysAgo(now(), DAY_DAYS));
  };
