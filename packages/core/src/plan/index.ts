/**
 * Plans: from the option that was chosen to the last repayment.
 *
 * Every command is a pure function `(plan, command, moment) → Result<PlanDecision, PlanRefusal>`; {@link decide} picks it by the
 * command's `kind`. A decision holds the new plan, what changed row by row and who gets what, balanced ledger entries and events:
 * record it whole or not at all. A refusal changes nothing.
 *
 * Bring a plan up to the day first (`close_day`), so that what is due and late is worked out before money is laid on it.
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
export { type AnswerPartner, answerPartner, type Cancel, cancelPlan } from "./answer-partner.ts";
export { type Balance, balanceOf, outstandingOf } from "./balance.ts";
export { type BuyOut, type Buyout, buyOut, buyoutOf } from "./buy-out.ts";
export { type CloseDay, closeDay, nextCloseOn } from "./close-day.ts";
export { type Collection, collectableOn, nextCollectOn } from "./collect.ts";
export { type Acceptance, createPlan, fundingOf } from "./create-plan.ts";
export { type UseCredit, useCredit } from "./credit.ts";
export { decide, type PlanCommand } from "./decide.ts";
export { type CloseDispute, closeDispute, type OpenDispute, openDispute } from "./dispute.ts";
export type { PlanResult } from "./draft.ts";
export { type Lateness, latenessOf } from "./late.ts";
export { dueDateRange, type MoveDueDates, moveDueDates } from "./move-due-dates.ts";
export { type PayOut, payOut } from "./pay-out.ts";
export type { Collector } from "./receive.ts";
export { type Refund, refund, refundableOf } from "./refund.ts";
export { type Repay, repay } from "./repay.ts";
export { type ReturnLease, returnLease } from "./return-lease.ts";
export { type PlanRowState, rowStateOf } from "./row-state.ts";
export { quoteSettlement, SETTLEMENT_HOLDS_MS, type Settle, type SettlementQuote, settle } from "./settle.ts";
export { sharesOf } from "./shares.ts";
export type { Recompute } from "./shrink-rows.ts";
export { isOver, isRunning, moveOf, PLAN_MOVES, PLAN_STATES, type PlanMove, type PlanState } from "./states.ts";
export type * from "./types.ts";
export { lateOwed, type WaiveLate, waiveLate } from "./waive-late.ts";
export { type WriteOff, writeOff } from "./write-off.ts";
