import { type Adjustment, judgeStep, type RampFigures } from "@fenqi/core/adjustment";
import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import { moveTo } from "./adjustment-moves.ts";
import { BY_TIME, catchUp, keep } from "./adjustment-time.ts";
import type { ChangeDeps } from "./change-once.ts";
import { rolledBack } from "./open-way.ts";
import type { AdjustmentEventKind, AdjustmentRow, AdjustmentStore, Change, CountRampCalls } from "./ports.ts";
import { isLastStep, stepOn } from "./ramp-adjustment.ts";
import type { Result } from "./refusals.ts";

export interface AdvanceDeps extends ChangeDeps {
  readonly adjustments: Pick<AdjustmentStore, "due" | "read">;
  readonly rampFigures: CountRampCalls;
  readonly failed: (error: unknown) => void;
}

/** Adjustments moved in one round; the rest follow in the next. */
const ROUND = 200;
const MINUTE_MS = 60_000;

/**
 * Records what time has done to adjustments: starts, missed promises, ends; and moves ramps by their gates. Any number of
 * processes may do it at once: each adjustment is looked at again under its merchant's lock. One that fails is reported
 * and left to the next round.
 */
export async function advanceAdjustments(deps: AdvanceDeps): Promise<void> {
  const due = await deps.adjustments.due(formatInstant(deps.now()), ROUND);
  for (const { merchant, id } of due) {
    try {
      await advanceOne(deps, merchant, id);
    } catch (error) {
      deps.failed(error);
    }
  }
}

async function advanceOne(deps: AdvanceDeps, merchant: string, id: string): Promise<void> {
  const seen = await deps.adjustments.read(merchant, id);
  if (!seen) return;
  const figures = seen.ramp
    ? await deps.rampFigures(merchant, seen.adjustment as Adjustment, seen.ramp.since)
    : undefined;
  const moved = await deps.changes.run(merchant, async (change) => {
    const found = await change.readAdjustment(id);
    if (!found) return false;
    const row = await catchUp(change, found, deps.now());
    const sameStep = row.ramp !== null && row.ramp.since === seen.ramp?.since;
    return sameStep && row.state === "ramping" ? moveRamp(deps, change, row, figures) : false;
  });
  if (moved) await deps.live.load(merchant);
}

/** One judgement of a running ramp. True when the catalogue has a new version. */
async function moveRamp(
  { now, digest }: AdvanceDeps,
  change: Change,
  row: AdjustmentRow,
  figures: RampFigures | undefined,
): Promise<boolean> {
  const nowMs = now();
  const at = formatInstant(nowMs);
  const newest = await change.newest();
  const { ramp } = row.adjustment;
  if (!newest || !ramp || !row.ramp) return false;
  const event = (move: AdjustmentEventKind) => ({ move, at, by: BY_TIME, note: null });
  const verdict = judgeStep(ramp, row.ramp.step, (nowMs - parseInstant(row.ramp.since)) / MINUTE_MS, figures);
  if (verdict === "wait") return false;
  if (verdict === "hold") {
    if (!row.ramp.held) await keep(change, { ...row, ramp: { ...row.ramp, held: true } }, event("hold"));
    return false;
  }
  const move = verdict === "roll_back" ? "roll_back" : isLastStep(row) ? "lift" : "advance";
  const moving = { change, newest, nowMs, at, by: BY_TIME, digest, row: { ...row, state: moveTo(row.state, move)! } };
  const moved = value(await (move === "roll_back" ? rolledBack(moving) : stepOn(moving)));
  await keep(change, moved, event(move));
  return true;
}

/** What was sound when it came into force cannot be refused for opening it. */
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a ramp could not move: ${JSON.stringify(result.error)}`);
  return result.value;
}
