import { openParts, wholeAt } from "./adjustment-draft.ts";
import type { ChangeDeps } from "./change-once.ts";
import { type MoveCommand, moveAdjustment } from "./move-adjustment.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import { checkSound } from "./put-in-force.ts";
import { done, type Result, refuse } from "./refusals.ts";

type Moved = Promise<OnceOutcome<Result<AdjustmentRow>>>;

/** Asks for approval: everything is written and decided, and it would be sound if it came into force now. */
export function submitAdjustment(deps: ChangeDeps, command: MoveCommand): Moved {
  return moveAdjustment(deps, command, {
    move: "submit",
    decide({ row, newest, nowMs }) {
      const flaws = openParts(row.adjustment);
      if (flaws.length > 0) return refuse({ code: "adjustment_incomplete", flaws });
      const sound = checkSound(newest.catalogue, wholeAt(row.adjustment, nowMs), nowMs);
      return sound.ok ? done(row) : sound;
    },
  });
}

/**
 * Approves what was submitted, or reviews an emergency that is already in force. Nobody who wrote any of it may, with
 * whatever key.
 */
export function approveAdjustment(deps: ChangeDeps, command: MoveCommand & { readonly note?: string }): Moved {
  const { by, note } = command;
  return moveAdjustment(deps, command, {
    move: ({ authority, approval }) => (authority === "emergency" && approval === null ? "review" : "approve"),
    decide: ({ row, at }) =>
      row.authors.includes(by) ? refuse({ code: "four_eyes" }) : done({ ...row, approval: { by, at } }),
    ...(note === undefined ? {} : { note }),
  });
}

/** Sends what was submitted back to its authors, with a reason. */
export function rejectAdjustment(deps: ChangeDeps, command: MoveCommand & { readonly note: string }): Moved {
  return moveAdjustment(deps, command, { move: "reject", decide: ({ row }) => done(row), note: command.note });
}
