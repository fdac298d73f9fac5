import type { Adjustment } from "@fenqi/core/adjustment";
import { formatInstant, type Instant } from "@fenqi/core/calendar";
import { type AdjustmentMove, moveTo } from "./adjustment-moves.ts";
import { catchUp, keep } from "./adjustment-time.ts";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import type { AdjustmentRow, Change, OnceOutcome, VersionRecord } from "./ports.ts";
import type { Making } from "./put-in-force.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** A move of one adjustment, by a person. */
export interface MoveCommand extends ChangeCommand<AdjustmentRow> {
  readonly id: string;
}

/** What a move is decided from. `row.state` is already the state that it leads to. */
export interface Moving extends Making {
  readonly change: Change;
  readonly row: AdjustmentRow;
  readonly newest: VersionRecord;
  readonly nowMs: number;
}

export interface Move {
  /** Which move it is; some depend on where the adjustment stands. */
  readonly move: AdjustmentMove | ((row: AdjustmentRow, nowMs: number) => AdjustmentMove);
  readonly decide: (moving: Moving) => Result<AdjustmentRow> | Promise<Result<AdjustmentRow>>;
  readonly note?: string;
}

/**
 * Moves an adjustment: records what time did to it first, refuses what its state does not allow, decides, and keeps the
 * outcome with its event in one transaction.
 */
export function moveAdjustment(
  deps: ChangeDeps,
  command: MoveCommand,
  { move, decide, note }: Move,
): Promise<OnceOutcome<Result<AdjustmentRow>>> {
  return changeOnce(deps, command, async (change) => {
    const nowMs = deps.now();
    const found = await change.readAdjustment(command.id);
    const newest = await change.newest();
    if (!found || !newest) return refuse({ code: "not_found" });

    const row = await catchUp(change, found, nowMs);
    const made = typeof move === "function" ? move(row, nowMs) : move;
    const state = moveTo(row.state, made);
    if (state === undefined) return refuse({ code: "move_not_allowed", state: row.state });

    const at: Instant = formatInstant(nowMs);
    const { digest } = deps;
    const decided = await decide({ change, newest, nowMs, at, by: command.by, digest, row: { ...row, state } });
    if (!decided.ok) return decided;
    return done(await keep(change, decided.value, { move: made, at, by: command.by, note: note ?? null }));
  });
}

/** An adjustment as the newest catalogue holds it. Throws where it is not there, though its state says so. */
export function inCatalogue({ catalogue }: VersionRecord, id: string): Adjustment {
  const found = catalogue.adjustments.find((one) => one.id === id);
  if (!found) throw new Error(`adjustment ${id} is in force, but not in the newest catalogue`);
  return found;
}
