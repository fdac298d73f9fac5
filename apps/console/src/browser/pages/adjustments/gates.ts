import type { AdjustmentRecord } from "./reach.ts";

type Gates = NonNullable<NonNullable<AdjustmentRecord["adjustment"]["ramp"]>["gates"]>;

export interface CallFigures {
  readonly calls: number;
  readonly approvals: number;
  readonly errors: number;
}

/** One measure of the ways that are watched; shares between 0 and 1, null where nothing was counted. */
export interface WatchRow {
  readonly id: "approvals" | "errors";
  readonly baseline: number | null;
  readonly now: number | null;
  /** What it may come to before the return is held; null where no gate stands or nothing can be compared. */
  readonly limit: number | null;
  /** How far the limit is passed: at twice what a gate allows the return is rolled back. */
  readonly passed: "no" | "once" | "twice";
}

const PPM = 1_000_000;

/** Authorisations may fall, and errors rise, by what the gates allow against the day before. */
export function watchRows(gates: Gates | undefined, now: CallFigures, baseline: CallFigures): readonly WatchRow[] {
  return [
    row("approvals", now, baseline, gates?.approval_drop_ppm, -1),
    row("errors", now, baseline, gates?.error_rise_ppm, 1),
  ];
}

function row(
  id: WatchRow["id"],
  figures: CallFigures,
  before: CallFigures,
  allowedPpm: number | undefined,
  direction: 1 | -1,
): WatchRow {
  const now = shareOf(figures[id], figures.calls);
  const baseline = shareOf(before[id], before.calls);
  if (allowedPpm === undefined || now === null || baseline === null) {
    return { id, baseline, now, limit: null, passed: "no" };
  }
  const worsePpm = Math.round((now - baseline) * direction * PPM);
  const passed = worsePpm <= allowedPpm ? "no" : worsePpm > 2 * allowedPpm ? "twice" : "once";
  const limit = Math.min(1, Math.max(0, baseline + (allowedPpm / PPM) * direction));
  return { id, baseline, now, limit, passed };
}

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
