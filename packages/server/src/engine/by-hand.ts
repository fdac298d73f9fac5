import type { PlanCommand } from "@fenqi/core/plan";
import { type ApprovalPolicy, mayDo, type Role } from "./permissions.ts";

export interface ByHandPolicy {
  readonly approvals: ApprovalPolicy;
  /** Refunds up to here one person makes alone; minor units of whatever currency. */
  readonly refundAloneUpTo: number;
}

/**
 * Whether a command needs a second person: write-offs, late charges waived, and refunds above the limit, by whoever is neither
 * the store's own key nor, where the policy asks for no approval, one who may act alone.
 */
export function needsTwo({ approvals, refundAloneUpTo }: ByHandPolicy, role: Role, command: PlanCommand): boolean {
  if (role === "store" || (approvals === "none" && mayDo(role, "adjustments:alone"))) return false;
  if (command.kind === "refund") return command.amount > refundAloneUpTo;
  return command.kind === "write_off" || command.kind === "waive_late";
}
