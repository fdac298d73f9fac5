import { formatInstant } from "@fenqi/core/calendar";
import type { Plan, PlanCommand } from "@fenqi/core/plan";
import type { MovementKind, MovementWrite, StoredPlan } from "./ports.ts";

/**
 * The money that a decision wants its partner to move, if any: what was authorised is taken as the goods go out and let go of
 * when they will not, and goods given back are given back at the partner. A dispute's outcome is the partner's own doing.
 *
 * The merchant's own book is the ledger: there it is done with the decision itself.
 */
export function wantMovement(stored: StoredPlan, command: PlanCommand, nowMs: number): readonly MovementWrite[] {
  const { plan, movements } = stored;
  const wanted = wantedBy(plan, command);
  if (!wanted) return [];
  const n = movements.length + 1;
  const at = formatInstant(nowMs);
  const isOwn = plan.funding === "house";
  return [
    {
      n,
      ...wanted,
      state: isOwn ? "done" : "wanted",
      request: `${plan.id}_${n}`,
      row: null,
      fault: null,
      partner_id: null,
      wanted_at: at,
      ended_at: isOwn ? at : null,
      lookAt: isOwn ? null : at,
    },
  ];
}

function wantedBy(
  { amount }: Plan,
  command: PlanCommand,
): { readonly kind: MovementKind; readonly amount: number } | undefined {
  switch (command.kind) {
    case "activate":
      return { kind: "capture", amount };
    case "cancel":
      return { kind: "cancel", amount };
    case "refund":
      return { kind: "refund", amount: command.amount };
    default:
      return undefined;
  }
}
