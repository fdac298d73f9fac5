import type { Log } from "../adapters/log/pino-log.ts";

/** Says that something which runs by itself did not go well; it is tried again. */
export type Failed = (what: string) => (error: unknown) => void;

export const failedTo =
  (log: Log): Failed =>
  (what) =>
  (error) =>
    log.warn({ error }, what);
