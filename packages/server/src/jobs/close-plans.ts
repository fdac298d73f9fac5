import { eachWhile } from "./each-while.ts";

const EVERY_MS = 60_000;

/** Runs the daily close every minute: a plan is worked out within a minute of its merchant's midnight. Returns how to stop. */
export const closeEachMinute = (
  close: () => Promise<unknown>,
  failed: (error: unknown) => void,
): (() => Promise<void>) => eachWhile(EVERY_MS, close, failed);
