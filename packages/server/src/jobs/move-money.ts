import { eachWhile } from "./each-while.ts";

const EVERY_MS = 1_000;

/** Asks partners to move what decisions want moved, every second. Returns how to stop. */
export const moveEachSecond = (move: () => Promise<unknown>, failed: (error: unknown) => void): (() => Promise<void>) =>
  eachWhile(EVERY_MS, move, failed);
