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
  | "close"
  | "withdraw";

/** Every move that an adjustment may make. What is not here is refused. */
export const ADJUSTMENT_MOVES = {
  draft: { submit: "submitted", withdraw: "withdrawn" },
  submitted: { approve: "approved", reject: "draft", withdraw: "withdrawn" },
  approved: { schedule: "scheduled", apply: "active", withdraw: "withdrawn" },
  scheduled: { start: "active", withdraw: "withdrawn" },
  active: { extend: "active", ramp: "ramping", lift: "lifted" },
  ramping: { advance: "ramping", lift: "lifted", roll_back: "active" },
  lifted: { close: "closed" },
  closed: {},
  withdrawn: {},
} as const satisfies Record<AdjustmentState, Partial<Record<AdjustmentMove, AdjustmentState>>>;

/** Where a move leads; undefined where it is not allowed. */
export function moveTo(state: AdjustmentState, move: AdjustmentMove): AdjustmentState | undefined {
  const moves: Partial<Record<AdjustmentMove, AdjustmentState>> = ADJUSTMENT_MOVES[state];
  return moves[move];
}

/** A scheduled adjustment is active from its start on, whether or not anybody has looked. */
export const stateAt = (state: AdjustmentState, startsAtMs: number, nowMs: number): AdjustmentState =>
  state === "scheduled" && startsAtMs <= nowMs ? "active" : state;
