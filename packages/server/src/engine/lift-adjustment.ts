import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import type { Words } from "@fenqi/core/explanation";
import { moveTo, stateAt } from "./adjustment-moves.ts";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { appendVersion } from "./next-version.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface LiftAdjustment extends ChangeCommand<AdjustmentRow> {
  readonly id: string;
  /** What is better now, where there is something to say. */
  readonly better?: Words;
}

/** Ends an active adjustment now. What it closed is back in the next quote, marked as restored. */
export function liftAdjustment(deps: ChangeDeps, command: LiftAdjustment): Promise<OnceOutcome<Result<AdjustmentRow>>> {
  return changeOnce(deps, command, async (change) => {
    const now = deps.now();
    const row = await change.readAdjustment(command.id);
    const newest = await change.newest();
    if (!row || !newest) return refuse({ code: "not_found" });

    const state = stateAt(row.state, parseInstant(row.adjustment.starts_at), now);
    const next = moveTo(state, "lift");
    if (next === undefined) return refuse({ code: "move_not_allowed", state });

    const at = formatInstant(now);
    const lifted = {
      ...row.adjustment,
      lifted_at: at,
      ...(command.better === undefined ? {} : { better: command.better }),
    };
    const version = await appendVersion(
      change,
      {
        ...newest.catalogue,
        adjustments: newest.catalogue.adjustments.map((other) => (other.id === lifted.id ? lifted : other)),
      },
      { at, by: command.by, digest: deps.digest, code: "adjustment_unsound", pointer: ({ pointer }) => pointer },
    );
    if (!version.ok) return version;

    const moved: AdjustmentRow = { ...row, adjustment: lifted, state: next };
    await change.saveAdjustment(moved, "lift", at, command.by);
    return done(moved);
  });
}
