import type { ChangeDeps } from "./change-once.ts";
import { inCatalogue, type MoveCommand, type Moving, moveAdjustment } from "./move-adjustment.ts";
import { atStep, lifted, rolledBack } from "./open-way.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import type { Result } from "./refusals.ts";

type Moved = Promise<OnceOutcome<Result<AdjustmentRow>>>;

/** Opens the way to the next share of shoppers by hand; after the last step it is lifted. */
export function advanceRamp(deps: ChangeDeps, command: MoveCommand): Moved {
  return moveAdjustment(deps, command, {
    move: (row) => (isLastStep(row) ? "lift" : "advance"),
    decide: stepOn,
  });
}

/** Closes the way again for everybody who had not it before the ramp. */
export function rollBackRamp(deps: ChangeDeps, command: MoveCommand & { readonly note?: string }): Moved {
  return moveAdjustment(deps, command, {
    move: "roll_back",
    decide: rolledBack,
    ...(command.note === undefined ? {} : { note: command.note }),
  });
}

/** Whether a ramp stands on its last step. False for what does not ramp. */
export const isLastStep = ({ ramp, adjustment }: AdjustmentRow): boolean =>
  ramp !== null && adjustment.ramp !== undefined && ramp.step >= adjustment.ramp.steps.length - 1;

/** The next step, or the end of the adjustment after the last. */
export function stepOn(moving: Moving): Promise<Result<AdjustmentRow>> {
  const { row, newest } = moving;
  const adjustment = inCatalogue(newest, row.adjustment.id);
  return isLastStep(row) ? lifted(moving, row, adjustment) : atStep(moving, row, adjustment, row.ramp!.step + 1);
}
