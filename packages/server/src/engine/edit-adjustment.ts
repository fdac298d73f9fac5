import { type DraftEdit, editDraft } from "./adjustment-draft.ts";
import type { ChangeDeps } from "./change-once.ts";
import { type MoveCommand, moveAdjustment } from "./move-adjustment.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface EditAdjustment extends MoveCommand {
  /** The version that the edit was made from. */
  readonly version: number;
  readonly edit: DraftEdit;
}

/** Changes what is written. It is a draft again, its approval is gone, and whoever edits is an author from now on. */
export function editAdjustment(deps: ChangeDeps, command: EditAdjustment): Promise<OnceOutcome<Result<AdjustmentRow>>> {
  return moveAdjustment(deps, command, {
    move: "edit",
    decide({ row }) {
      if (row.version !== command.version) return refuse({ code: "version_conflict", version: row.version });
      const adjustment = editDraft(row.adjustment, command.edit);
      if (!adjustment.ok) return adjustment;
      const authors = [...new Set([...row.authors, command.by])];
      return done({ ...row, adjustment: adjustment.value, authors, approval: null });
    },
  });
}
