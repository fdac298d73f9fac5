import { eachWhile } from "./each-while.ts";

const EVERY_MS = 5_000;

/** Reads the places taken of quotas, every five seconds. Returns how to stop. */
export const countEverySeconds = (
  count: () => Promise<unknown>,
  failed: (error: unknown) => void,
): (() => Promise<void>) => eachWhile(EVERY_MS, count, failed);
