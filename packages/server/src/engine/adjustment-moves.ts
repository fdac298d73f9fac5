export type AdjustmentState =
  | "draft"
  | "submitted"
  | "approved"
  | "scheduled"
  | "active"
  | "ramping"
  | "lifted"
  | "closed"
  | "withdrawn";

export type AdjustmentMove =
  | "edit"
  | "submit"
  | "reject"
  | "approve"
  | "schedule"
  | "apply"
  | "start"
  | "extend"
  | "ramp"
  | "advance"
  | "roll_back"
  | "lift"
  | "review"
  | "close"
  | "withdraw";

/** Every move that an adjustment may make. What is not here is refused. `review` is the approval after an emergency. */
export const ADJUSTMENT_MOVES = {
  draft: { edit: "draft", submit: "submitted", withdraw: "withdrawn" },
  submitted: { edit: "draft", approve: "approved", reject: "draft", withdraw: "withdrawn" },
  approved: { edit: "draft", schedule: "scheduled", apply: "active", withdraw: "withdrawn" },
  scheduled: { start: "active", withdraw: "withdrawn" },
  active: { extend: "active", review: "active", ramp: "ramping", lift: "lifted" },
  ramping: { review: "ramping", advance: "ramping", lift: "lifted", roll_back: "active" },
  lifted: { review: "lifted", close: "closed" },
  closed: {},
  withdrawn: {},
} as const satisfies Record<AdjustmentState, Partial<Record<AdjustmentMove, AdjustmentState>>>;

/** Where a move leads; undefined where it is not allowed. */
export function moveTo(state: AdjustmentState, move: AdjustmentMove): AdjustmentState | undefined {
  const moves: Partial<Record<AdjustmentMove, AdjustmentState>> = ADJUSTMENT_MOVES[state];
  return moves[move];
}
