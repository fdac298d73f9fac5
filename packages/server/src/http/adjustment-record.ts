import type { AdjustmentRecord } from "@fenqi/contract";
import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import { timeSteps } from "../engine/adjustment-time.ts";
import { noticeGiven } from "../engine/notice-policy.ts";
import { overlapping } from "../engine/overlapping.ts";
import type { AdjustmentEvent, AdjustmentRow } from "../engine/ports.ts";

/** As the API shows it: with everything that time has done to it by now, whether or not a job has looked. */
export function toRecord(kept: AdjustmentRow, nowMs: number): AdjustmentRecord {
  const row = timeSteps(kept, nowMs).at(-1)?.row ?? kept;
  return {
    id: row.adjustment.id,
    state: row.state,
    version: row.version,
    created_at: row.createdAt,
    created_by: row.createdBy,
    authors: [...row.authors],
    authority: row.authority,
    approval: row.approval,
    review: reviewOf(row, nowMs),
    promises: row.promises as AdjustmentRecord["promises"],
    ramp: row.ramp,
    returned: row.returned,
    announced_at: row.announcedAt,
    notice: noticeOf(row, nowMs),
    catalogue_version: row.catalogueVersion,
    adjustment: row.adjustment as AdjustmentRecord["adjustment"],
  };
}

/** The same with what it meets and, where given, what happened to it. */
export function toWholeRecord(
  row: AdjustmentRow,
  catalogue: Catalogue | undefined,
  nowMs: number,
  history?: readonly AdjustmentEvent[],
): AdjustmentRecord {
  return {
    ...toRecord(row, nowMs),
    overlaps: catalogue ? overlapping(catalogue, row) : [],
    ...(history === undefined ? {} : { history: [...history] }),
  };
}

/** What was in force before anything was told gave no notice that could be measured. */
function noticeOf({ adjustment, announcedAt, state }: AdjustmentRow, nowMs: number): AdjustmentRecord["notice"] {
  if (announcedAt === null && !UNTOLD.has(state)) return null;
  const now = formatInstant(nowMs);
  return noticeGiven(adjustment, announcedAt ?? now, adjustment.starts_at ?? now);
}

const UNTOLD: ReadonlySet<AdjustmentRow["state"]> = new Set(["draft", "submitted", "approved"]);

function reviewOf({ reviewDueAt, approval }: AdjustmentRow, nowMs: number): AdjustmentRecord["review"] {
  if (reviewDueAt === null) return null;
  const due = parseInstant(reviewDueAt);
  if (approval) return { due_at: reviewDueAt, state: parseInstant(approval.at) <= due ? "done" : "done_late" };
  return { due_at: reviewDueAt, state: nowMs <= due ? "due" : "overdue" };
}
