import { eachWhile } from "./each-while.ts";

const EVERY_MS = 2_000;

/** Looks up what partners have left open, every two seconds. Returns how to stop. */
export const resolveEverySeconds = (
  resolve: () => Promise<unknown>,
  failed: (error: unknown) => void,
): (() => Promise<void>) => eachWhile(EVERY_MS, resolve, failed);
