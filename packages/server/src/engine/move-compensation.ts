import { formatInstant, type Instant } from "@fenqi/core/calendar";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { compensationTo } from "./compensation-moves.ts";
import type { Change, CompensationMove, CompensationRow, OnceOutcome } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface MoveCompensation extends ChangeCommand<CompensationRow> {
  readonly id: string;
  readonly note?: string;
}

type Moved = Promise<OnceOutcome<Result<CompensationRow>>>;

/** Asks for approval; whoever asks has become one of its authors. */
export const submitCompensation = (deps: ChangeDeps, command: MoveCompensation): Moved =>
  move(deps, command, "submit", (row, by) => done({ ...row, authors: [...new Set([...row.authors, by])] }));

/** Approves what others asked for. Looking through the quotes and granting begin by themselves. */
export const approveCompensation = (deps: ChangeDeps, command: MoveCompensation): Moved =>
  move(deps, command, "approve", decided);

/** Refuses it for good: with another period it is another compensation. */
export const rejectCompensation = (deps: ChangeDeps, command: MoveCompensation & { readonly note: string }): Moved =>
  move(deps, command, "reject", (row, by, at, note) => {
    const rejected = decided(row, by, at, note);
    return rejected.ok ? done({ ...rejected.value, endedAt: at }) : rejected;
  });

function decided(row: CompensationRow, by: string, at: Instant, note: string | null): Result<CompensationRow> {
  return row.authors.includes(by) ? refuse({ code: "four_eyes" }) : done({ ...row, decision: { by, at, note } });
}

function move(
  deps: ChangeDeps,
  command: MoveCompensation,
  made: CompensationMove,
  decide: (row: CompensationRow, by: string, at: Instant, note: string | null) => Result<CompensationRow>,
): Moved {
  const { id, by, note = null } = command;
  return changeOnce(deps, command, async (change) => {
    const row = await change.readCompensation(id);
    if (!row) return refuse({ code: "not_found" });
    const state = compensationTo(row.state, made);
    if (state === undefined) return refuse({ code: "move_not_allowed", state: row.state });
    const at = formatInstant(deps.now());
    const next = decide({ ...row, state }, by, at, note);
    return next.ok ? done(await keepCompensation(change, next.value, { action: made, by, at, from: row.state })) : next;
  });
}

/** Keeps a compensation after something happened to it, and says so in the audit log. */
export async function keepCompensation(
  change: Change,
  row: CompensationRow,
  {
    action,
    by,
    at,
    from,
  }: { readonly action: string; readonly by: string; readonly at: Instant; readonly from?: string },
): Promise<CompensationRow> {
  await change.saveCompensation(row);
  const { state, adjustment, rule, from: begins, until, quotes, granted, leftOut, decision } = row;
  await change.audit({
    stream: "compensations",
    action: `compensation.${action}`,
    subject: row.id,
    ...(from === undefined ? {} : { before: { state: from } }),
    after: {
      state,
      adjustment,
      rule,
      from: begins,
      until,
      quotes,
      granted,
      left_out: leftOut,
      note: decision?.note ?? null,
    },
    by,
    at,
  });
  return row;
}
