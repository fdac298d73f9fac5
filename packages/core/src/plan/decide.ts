import { type Activate, activatePlan } from "./activate-plan.ts";
import { type AnswerPartner, answerPartner, type Cancel, cancelPlan } from "./answer-partner.ts";
import { type BuyOut, buyOut } from "./buy-out.ts";
import { type CloseDay, closeDay } from "./close-day.ts";
import { type UseCredit, useCredit } from "./credit.ts";
import { type CloseDispute, closeDispute, type OpenDispute, openDispute } from "./dispute.ts";
import type { PlanResult } from "./draft.ts";
import { type MoveDueDates, moveDueDates } from "./move-due-dates.ts";
import { type PayOut, payOut } from "./pay-out.ts";
import { type Refund, refund } from "./refund.ts";
import { type Repay, repay } from "./repay.ts";
import { type ReturnLease, returnLease } from "./return-lease.ts";
import { type Settle, settle } from "./settle.ts";
import type { Moment, Plan } from "./types.ts";
import { type WaiveLate, waiveLate } from "./waive-late.ts";
import { type WriteOff, writeOff } from "./write-off.ts";

/** Everything that can happen to a plan. */
export type PlanCommand =
  | AnswerPartner
  | Cancel
  | Activate
  | Repay
  | UseCredit
  | PayOut
  | Settle
  | Refund
  | CloseDay
  | WaiveLate
  | MoveDueDates
  | WriteOff
  | OpenDispute
  | CloseDispute
  | ReturnLease
  | BuyOut;

/** Decides a command by its kind. */
export function decide(plan: Plan, command: PlanCommand, moment: Moment): PlanResult {
  switch (command.kind) {
    case "authorise":
    case "decline":
      return answerPartner(plan, command, moment);
    case "cancel":
      return cancelPlan(plan, command, moment);
    case "activate":
      return activatePlan(plan, command, moment);
    case "repay":
      return repay(plan, command, moment);
    case "apply_credit":
    case "return_credit":
      return useCredit(plan, command, moment);
    case "pay_out":
      return payOut(plan, command, moment);
    case "settle":
      return settle(plan, command, moment);
    case "refund":
      return refund(plan, command, moment);
    case "close_day":
      return closeDay(plan, command, moment);
    case "waive_late":
      return waiveLate(plan, command, moment);
    case "move_due_dates":
      return moveDueDates(plan, command, moment);
    case "write_off":
      return writeOff(plan, command, moment);
    case "open_dispute":
      return openDispute(plan, command, moment);
    case "close_dispute":
      return closeDispute(plan, command, moment);
    case "return_lease":
      return returnLease(plan, command, moment);
    case "buy_out":
      return buyOut(plan, command, moment);
  }
}
