/**
 * A plan's states.
 *
 * `pending_partner` the partner has been asked and the answer is open (redirect, wait, unknown); `accepted` the partner has
 * authorised, nothing is shipped; `active` running, nothing overdue; `overdue` a row was missed; `disputed` the shopper contests
 * it: no late charges and no collection; `settled` all paid; `refunded` all given back; `returned` a lease's goods came back and
 * nothing is owed; `cancelled` before shipment; `declined` by the partner; `written_off` given up, what still comes is a recovery.
 */
export type PlanState =
  | "pending_partner"
  | "accepted"
  | "active"
  | "overdue"
  | "disputed"
  | "settled"
  | "refunded"
  | "returned"
  | "cancelled"
  | "declined"
  | "written_off";

export type PlanMove =
  | "authorised"
  | "declined"
  | "cancelled"
  | "activated"
  | "missed"
  | "caught_up"
  | "paid_off"
  | "refunded_whole"
  | "handed_back"
  | "disputed"
  | "resolved_current"
  | "resolved_overdue"
  | "resolved_settled"
  | "written_off";

/** Which move leads where; a move that a state does not name is refused as `wrong_state`. */
export const PLAN_MOVES = {
  pending_partner: { authorised: "accepted", declined: "declined", cancelled: "cancelled" },
  accepted: { activated: "active", cancelled: "cancelled" },
  active: {
    missed: "overdue",
    paid_off: "settled",
    refunded_whole: "refunded",
    handed_back: "returned",
    disputed: "disputed",
    written_off: "written_off",
  },
  overdue: {
    caught_up: "active",
    paid_off: "settled",
    refunded_whole: "refunded",
    handed_back: "returned",
    disputed: "disputed",
    written_off: "written_off",
  },
  disputed: {
    resolved_current: "active",
    resolved_overdue: "overdue",
    resolved_settled: "settled",
    refunded_whole: "refunded",
    handed_back: "returned",
  },
  settled: { refunded_whole: "refunded", disputed: "disputed" },
  refunded: {},
  returned: {},
  cancelled: {},
  declined: {},
  written_off: {},
} as const satisfies Record<PlanState, Partial<Record<PlanMove, PlanState>>>;

export const PLAN_STATES = Object.keys(PLAN_MOVES) as readonly PlanState[];

/** The state after a move; undefined where the state does not allow it. */
export function moveOf(state: PlanState, move: PlanMove): PlanState | undefined {
  return (PLAN_MOVES[state] as Partial<Record<PlanMove, PlanState>>)[move];
}

/** Money is owed and collected: what the daily close looks at. */
export const isRunning = (state: PlanState): boolean =>
  state === "active" || state === "overdue" || state === "disputed";

/** It has ended, or came to nothing: nothing is asked for, whatever its rows once said. */
export const isOver = (state: PlanState): boolean =>
  !isRunning(state) && state !== "pending_partner" && state !== "accepted";
