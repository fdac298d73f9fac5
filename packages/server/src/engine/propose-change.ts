import { formatInstant } from "@fenqi/core/calendar";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { momentOf, type PlanDeps } from "./change-plan.ts";
import { decideToday } from "./decide-today.ts";
import { keepProposal } from "./keep-proposal.ts";
import type { ByHand, OnceOutcome, ProposalRow } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface ProposeChange extends ChangeCommand<ProposalRow> {
  readonly plan: string;
  readonly command: ByHand;
}

/** Proposes to move money of a plan by hand. Refused where the plan would refuse it now. */
export async function proposeChange(
  deps: ChangeDeps & PlanDeps,
  command: ProposeChange,
): Promise<OnceOutcome<Result<ProposalRow>>> {
  const { merchant } = command.once;
  const { found } = await deps.plans.read(merchant, command.plan);
  if (!found) return { kind: "refused", value: refuse({ code: "not_found" }) };
  const possible = decideToday(found.plan, command.command, momentOf(deps, merchant, found));
  if (!possible.ok) return { kind: "refused", value: possible };
  return changeOnce(deps, command, async (change) => {
    const row: ProposalRow = {
      id: deps.ids.proposal(deps.now()),
      plan: command.plan,
      command: command.command,
      state: "proposed",
      by: command.by,
      at: formatInstant(deps.now()),
      decided_by: null,
      decided_at: null,
      note: null,
      refusal: null,
    };
    return done(await keepProposal(change, row, command.by, row.at));
  });
}
