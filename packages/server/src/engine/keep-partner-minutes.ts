import { formatInstant } from "@fenqi/core/calendar";
import type { CallCounts } from "./call-counts.ts";
import type { Clock, PartnerStore } from "./ports.ts";

/** Minutes are kept for a month. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Writes down the minutes that have ended, and forgets those of more than a month ago. `process` differs between processes. */
export const keepPartnerMinutes =
  (
    store: Pick<PartnerStore, "appendMinutes" | "forgetMinutesBefore">,
    counts: CallCounts,
    now: Clock,
    process: string,
  ) =>
  async (): Promise<void> => {
    const rows = counts.takeMinutes(now());
    if (rows.length === 0) return;
    await store.appendMinutes(process, rows);
    await store.forgetMinutesBefore(formatInstant(now() - KEPT_MS));
  };
