import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { Clock } from "./ports.ts";

/** Whether the store keeps what it is asked to, as this process has met it. */
export interface StoreTrouble {
  /** The store was away, or refused to write. */
  met(): void;
  /** Since when, while it was met again and again; null once a quarter of a minute has passed without. */
  since(): Instant | null;
}

const OVER_MS = 15_000;

export function storeTrouble(now: Clock): StoreTrouble {
  let first = 0;
  let last = Number.NEGATIVE_INFINITY;
  const isOver = () => now() - last > OVER_MS;
  return {
    met() {
      if (isOver()) first = now();
      last = now();
    },
    since: () => (isOver() ? null : formatInstant(first)),
  };
}
