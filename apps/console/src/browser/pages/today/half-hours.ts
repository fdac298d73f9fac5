export interface HalfHourCalls {
  readonly at: string;
  readonly calls: number;
  readonly errors: number;
}

export type Cell = "good" | "some" | "down" | "none";

const HALF_HOUR_MS = 1_800_000;
const CELLS = 48;
const SOME = 0.02;
const DOWN = 0.5;

/** The last 24 hours in half hours, the newest last; one without calls is a gap, never good. */
export function cellsOf(halfHours: readonly HalfHourCalls[], nowMs: number): readonly Cell[] {
  const byStart = new Map(halfHours.map((one) => [Date.parse(one.at), one]));
  const last = nowMs - (nowMs % HALF_HOUR_MS);
  return Array.from({ length: CELLS }, (_, at) => {
    const found = byStart.get(last - (CELLS - 1 - at) * HALF_HOUR_MS);
    if (!found || found.calls === 0) return "none";
    const share = found.errors / found.calls;
    return share >= DOWN ? "down" : share >= SOME ? "some" : "good";
  });
}
