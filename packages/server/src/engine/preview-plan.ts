import type { PlanCommand } from "@fenqi/core/plan";
import { after, type ChangedPlan, momentOf, type PlanDeps } from "./change-plan.ts";
import { decideToday } from "./decide-today.ts";
import type { PlanWrite } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { wantMovement } from "./want-movement.ts";

/** What a command would change, and what the ledger would get. */
export interface PreviewedPlan extends ChangedPlan {
  readonly booked: PlanWrite["booked"];
}

/** Decides a command as {@link import("./change-plan.ts").changePlan} does, and keeps nothing of it. */
export async function previewPlan(
  deps: PlanDeps,
  merchant: string,
  id: string,
  command: PlanCommand,
): Promise<Result<PreviewedPlan>> {
  const { found } = await deps.plans.read(merchant, id);
  if (!found) return refuse({ code: "not_found" });
  const moment = momentOf(deps, merchant, found);
  const decided = decideToday(found.plan, command, moment);
  if (!decided.ok) return decided;
  const { decision, booked } = decided.value;
  const stored = after(found, decision, wantMovement(found, command, deps.now()));
  return done({ stored, moment, changes: decision.changes, booked });
}
