import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { type ChangedPlan, changePlan, type PlanDeps } from "./change-plan.ts";
import { keepProposal } from "./keep-proposal.ts";
import type { Once, OnceOutcome, ProposalRow } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** A proposal that nobody has decided by then is over. */
const HOLDS_MS = 24 * 3_600_000;

export interface DecideProposal extends ChangeCommand<ProposalRow> {
  readonly id: string;
  readonly note?: string;
}

type Decided = Promise<OnceOutcome<Result<ProposalRow>>>;

/**
 * Approves what another person proposes, and does it. Whoever proposed it may not, with whatever key. The plan is changed at
 * most once, under a key of the proposal's own: broken off in between, the next approval goes on from there.
 */
export async function approveProposal(deps: ChangeDeps & PlanDeps, command: DecideProposal): Decided {
  const { once, by, id } = command;
  const { merchant } = once;
  const approved = await deps.changes.run(merchant, async (change): Promise<Result<ProposalRow>> => {
    const row = await change.readProposal(id);
    if (!row) return refuse({ code: "not_found" });
    if (row.state !== "proposed") return done(row);
    if (row.by === by) return refuse({ code: "four_eyes" });
    if (isOver(row, deps.now())) return refuse({ code: "move_not_allowed", state: "expired" });
    const at = formatInstant(deps.now());
    const next: ProposalRow = { ...row, state: "approved", decided_by: by, decided_at: at, note: command.note ?? null };
    return done(await keepProposal(change, next, by, at, row.state));
  });
  if (!approved.ok) return { kind: "refused", value: approved };
  const row = approved.value;
  const outcome = row.state === "approved" ? await doIt(deps, merchant, row) : undefined;
  return changeOnce(deps, command, async (change) => {
    const now = await change.readProposal(id);
    if (now!.state !== "approved" || !outcome) return refuse({ code: "move_not_allowed", state: now!.state });
    const refusal = outcome.ok ? null : outcome.error.code;
    const next: ProposalRow = { ...now!, state: outcome.ok ? "done" : "refused", refusal };
    return done(await keepProposal(change, next, by, formatInstant(deps.now()), now!.state));
  });
}

const isOver = ({ at }: ProposalRow, nowMs: number): boolean => nowMs - parseInstant(at) > HOLDS_MS;

/** Changes the plan, once for this proposal. */
async function doIt(deps: ChangeDeps & PlanDeps, merchant: string, row: ProposalRow): Promise<Result<unknown>> {
  const once: Once = { merchant, key: `proposal ${row.id}`, requestHash: deps.digest(row.id) };
  const answer = ({ stored }: ChangedPlan) => ({ status: 200, body: JSON.stringify({ plan: stored.plan.id }) });
  const outcome = await changePlan(deps, { once, by: row.decided_by!, id: row.plan, command: row.command, answer });
  if (outcome.kind === "refused") return outcome.value;
  if (outcome.kind === "done" || outcome.kind === "replayed") return done(undefined);
  throw new Error(`the key of proposal ${row.id} is ${outcome.kind}`);
}

/** Refuses what is proposed, with a reason. */
export function rejectProposal(deps: ChangeDeps, command: DecideProposal & { readonly note: string }): Decided {
  const { by, id, note } = command;
  return changeOnce(deps, command, async (change) => {
    const row = await change.readProposal(id);
    if (!row) return refuse({ code: "not_found" });
    if (row.state !== "proposed") return refuse({ code: "move_not_allowed", state: row.state });
    const at = formatInstant(deps.now());
    const next: ProposalRow = { ...row, state: "rejected", decided_by: by, decided_at: at, note };
    return done(await keepProposal(change, next, by, at, row.state));
  });
}
