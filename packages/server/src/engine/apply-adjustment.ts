import { promiseOf, settlePromise } from "@fenqi/core/adjustment";
import { parseInstant } from "@fenqi/core/calendar";
import { wholeAt } from "./adjustment-draft.ts";
import type { ChangeDeps } from "./change-once.ts";
import { type MoveCommand, moveAdjustment } from "./move-adjustment.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import { checkSound, putInForce, takeOut } from "./put-in-force.ts";
import { done, type Result } from "./refusals.ts";

type Moved = Promise<OnceOutcome<Result<AdjustmentRow>>>;

/** Puts an approved adjustment in force, or schedules it: it is told in public from now on. */
export function applyAdjustment(deps: ChangeDeps, command: MoveCommand): Moved {
  return moveAdjustment(deps, command, {
    move: ({ adjustment: { starts_at } }, nowMs) =>
      starts_at !== undefined && parseInstant(starts_at) > nowMs ? "schedule" : "apply",
    async decide({ row, change, newest, nowMs, at, ...making }) {
      const sound = checkSound(newest.catalogue, wholeAt(row.adjustment, nowMs), nowMs);
      if (!sound.ok) return sound;
      const version = await putInForce(change, newest, sound.value, { at, ...making });
      if (!version.ok) return version;
      return done({
        ...row,
        adjustment: sound.value,
        promises: [promiseOf(sound.value.back, at)],
        announcedAt: at,
        catalogueVersion: version.value.version,
      });
    },
  });
}

/** Takes back what has not begun. A scheduled one leaves the catalogue, and its promise is dropped. */
export function withdrawAdjustment(deps: ChangeDeps, command: MoveCommand & { readonly note?: string }): Moved {
  return moveAdjustment(deps, command, {
    move: "withdraw",
    async decide({ row, change, newest, at, ...making }) {
      if (row.announcedAt === null) return done(row);
      const version = await takeOut(change, newest, row.adjustment.id, { at, ...making });
      return version.ok ? done({ ...row, promises: settlePromise(row.promises, "withdraw", at) }) : version;
    },
    ...(command.note === undefined ? {} : { note: command.note }),
  });
}
