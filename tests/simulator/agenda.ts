export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** What happens when, on a clock that only the agenda moves. Of two things at one instant the one that was planned first comes first. */
export interface Agenda {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Something that happens later, or at once where its time has passed. */
  at(ms: number, happen: () => Promise<void>): void;
  /** When the next thing happens. */
  next(): number | undefined;
  /** Moves the clock on; never back. */
  pass(toMs: number): void;
  /** Takes the next thing, and moves the clock to it. */
  take(): () => Promise<void>;
}

interface Planned {
  readonly ms: number;
  readonly happen: () => Promise<void>;
}

export function agenda(beginsMs: number): Agenda {
  let nowMs = beginsMs;
  const planned: Planned[] = [];
  const pass = (toMs: number) => {
    nowMs = Math.max(nowMs, toMs);
  };
  return {
    now: () => nowMs,
    at(ms, happen) {
      const place = planned.findLastIndex((other) => other.ms <= ms) + 1;
      planned.splice(place, 0, { ms, happen });
    },
    next: () => planned[0]?.ms,
    pass,
    take() {
      const { ms, happen } = planned.shift()!;
      pass(ms);
      return happen;
    },
  };
}
