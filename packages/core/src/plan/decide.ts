import { type Activate, activatePlan } from "./activate-plan.ts";
import type { PlanResult } from "./draft.ts";
import { type Repay, repay } from "./repay.ts";
import type { Moment, Plan } from "./types.ts";

export type PlanCommand = Activate | Repay;

/** Decides a command by its kind. */
export function decide(plan: Plan, command: PlanCommand, moment: Moment): PlanResult {
  switch (command.kind) {
    case "activate":
      return activatePlan(plan, command, moment);
    case "repay":
      return repay(plan, command, moment);
  }
}
