import type { Instant } from "@fenqi/core/calendar";
import type { Change, ProposalRow } from "./ports.ts";

/** Keeps a proposal after something happened to it, and says so in the audit log. */
export async function keepProposal(
  change: Change,
  row: ProposalRow,
  by: string,
  at: Instant,
  from?: string,
): Promise<ProposalRow> {
  await change.saveProposal(row);
  const { id, plan, command, state, note, refusal } = row;
  await change.audit({
    stream: "proposals",
    action: `proposal.${state}`,
    subject: id,
    ...(from === undefined ? {} : { before: { state: from } }),
    after: { state, plan, command, note, refusal },
    by,
    at,
  });
  return row;
}
