/**
 * Plans: from the option that was chosen to the last repayment.
 *
 * Every command is a pure function `(plan, command, moment) → Result<PlanDecision, PlanRefusal>`; {@link decide} picks it by the
 * command's `kind`. A decision holds the new plan, what changed row by row and who gets what, balanced ledger entries and events:
 * record it whole or not at all. A refusal changes nothing.
 *
 * Adjustments never reach a plan: a suspension stops new ones only, and no function here takes a catalogue.
 */
export { type Activate, activatePlan } from "./activate-plan.ts";
export {
  ALLOCATION_ORDERS,
  type Allocated,
  type AllocationOrder,
  allocate,
  type Part,
  unpaidOf,
  unpaidOfRow,
} from "./allocation.ts";
export { type Balance, balanceOf, outstandingOf } from "./balance.ts";
export { type Acceptance, createPlan, fundingOf } from "./create-plan.ts";
export { decide, type PlanCommand } from "./decide.ts";
export type { PlanResult } from "./draft.ts";
export type { Collector } from "./receive.ts";
export { type Repay, repay } from "./repay.ts";
export { isRunning, moveOf, PLAN_MOVES, PLAN_STATES, type PlanMove, type PlanState } from "./states.ts";
export type * from "./types.ts";
