import { promiseOf, settlePromise } from "@fenqi/core/adjustment";
import type { Back } from "@fenqi/core/offer";
import { datedBack } from "./adjustment-draft.ts";
import type { ChangeDeps } from "./change-once.ts";
import { inCatalogue, type MoveCommand, moveAdjustment } from "./move-adjustment.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import { pastFlaw, putInForce } from "./put-in-force.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface ExtendAdjustment extends MoveCommand {
  readonly back: Back;
  readonly note?: string;
}

/** Promises another return, or the next word. The promise before stays on record: slipped, kept or missed. */
export function extendAdjustment(
  deps: ChangeDeps,
  command: ExtendAdjustment,
): Promise<OnceOutcome<Result<AdjustmentRow>>> {
  return moveAdjustment(deps, command, {
    move: "extend",
    async decide({ row, change, newest, nowMs, at, ...making }) {
      const back = datedBack(command.back);
      if (!back.ok) return back;
      const past = pastFlaw(back.value, nowMs);
      if (past) return refuse({ code: "adjustment_unsound", flaws: [past] });
      const adjustment = { ...inCatalogue(newest, command.id), back: back.value };
      const version = await putInForce(change, newest, adjustment, { at, ...making });
      if (!version.ok) return version;
      const promises = [...settlePromise(row.promises, "extend", at), promiseOf(back.value, at)];
      return done({ ...row, adjustment, promises });
    },
    ...(command.note === undefined ? {} : { note: command.note }),
  });
}
