import { type Adjustment, endedAt, openPromise, settlePromise } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import { moveTo } from "./adjustment-moves.ts";
import type { AdjustmentEvent, AdjustmentRow, Change } from "./ports.ts";

/** Who moved it, where nobody did. */
export const BY_TIME = "fenqi:time";

/** An adjustment is told of for this long after it was lifted; then it is closed. */
export const TOLD_MS = 30 * 24 * 60 * 60 * 1000;

const MINUTE_MS = 60_000;

/** An adjustment after something happened to it, and what that was. */
export interface Step {
  readonly row: AdjustmentRow;
  readonly event: AdjustmentEvent;
}

/** What time alone has done to an adjustment by now, in order: its start, its end, a promise that fell due, its closing. */
export function timeSteps(row: AdjustmentRow, nowMs: number): readonly Step[] {
  const steps: Step[] = [];
  const last = () => steps.at(-1)?.row ?? row;
  const { starts_at } = row.adjustment;
  const moved = (move: "start" | "close", at: Instant) =>
    steps.push({ row: { ...last(), state: moveTo(last().state, move)! }, event: event(move, at) });

  if (row.state === "scheduled" && starts_at !== undefined && parseInstant(starts_at) <= nowMs) {
    moved("start", starts_at);
  }
  const ended = last().state === "active" ? endedAt(row.adjustment as Adjustment) : undefined;
  if (ended !== undefined && parseInstant(ended) <= nowMs) steps.push(endedBy(ended, last()));
  const promises = isTold(last()) ? settlePromise(row.promises, "time", formatInstant(nowMs)) : row.promises;
  if (promises !== row.promises) {
    steps.push({ row: { ...last(), promises }, event: event("missed", promises.at(-1)!.settled_at!) });
  }
  const { lifted_at } = last().adjustment;
  if (last().state === "lifted" && lifted_at !== undefined && parseInstant(lifted_at) + TOLD_MS <= nowMs) {
    moved("close", formatInstant(parseInstant(lifted_at) + TOLD_MS));
  }
  return steps;
}

/** What only informs is over at its time. */
function endedBy(at: Instant, row: AdjustmentRow): Step {
  const adjustment = { ...row.adjustment, lifted_at: at };
  const promises = settlePromise(row.promises, "lift", at);
  return { row: { ...row, adjustment, promises, state: moveTo(row.state, "lift")! }, event: event("lift", at) };
}

const event = (move: AdjustmentEvent["move"], at: Instant): AdjustmentEvent => ({ move, at, by: BY_TIME, note: null });

const isTold = ({ state }: AdjustmentRow): boolean =>
  state === "scheduled" || state === "active" || state === "ramping";

/** When time may move an adjustment next; null while only people can. */
export function lookAt({ adjustment, state, promises, ramp }: AdjustmentRow): Instant | null {
  const due = openPromise(promises)?.due_at ?? null;
  switch (state) {
    case "scheduled":
      return earlier(adjustment.starts_at ?? null, due);
    case "active":
      return due;
    case "ramping":
      return earlier(rampLook(adjustment.ramp, ramp), due);
    case "lifted":
      return adjustment.lifted_at ? formatInstant(parseInstant(adjustment.lifted_at) + TOLD_MS) : null;
    default:
      return null;
  }
}

/** A ramp with gates is watched all the time. */
function rampLook(ramp: AdjustmentRow["adjustment"]["ramp"], at: AdjustmentRow["ramp"]): Instant | null {
  if (!ramp || !at) return null;
  if (ramp.gates) return at.since;
  return formatInstant(parseInstant(at.since) + ramp.steps[at.step]!.dwell_minutes * MINUTE_MS);
}

const earlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && parseInstant(b) < parseInstant(a)) ? b : a;

/** Keeps an adjustment as it is after an event, with a new version number. The one place where its life is written. */
export async function keep(change: Change, row: AdjustmentRow, event: AdjustmentEvent): Promise<AdjustmentRow> {
  const kept = { ...row, version: row.version + 1 };
  await change.saveAdjustment(kept, event, lookAt(kept));
  return kept;
}

/** The adjustment with everything recorded that time did to it by now. */
export async function catchUp(change: Change, row: AdjustmentRow, nowMs: number): Promise<AdjustmentRow> {
  let last = row;
  for (const step of timeSteps(row, nowMs)) {
    last = await keep(change, { ...step.row, version: last.version }, step.event);
  }
  return last;
}
