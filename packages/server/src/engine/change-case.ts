import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { CaseDeps } from "./case-deps.ts";
import { type CaseMove, stateAfter } from "./case-moves.ts";
import { type ChangeCommand, changeOnce } from "./change-once.ts";
import type { CaseEntry, CaseRow, Change, OnceOutcome, WholeCase } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { dueAt } from "./support-policy.ts";

export interface CaseCommand extends ChangeCommand<WholeCase> {
  readonly case: string;
}

/** What a change to a case works with. */
export interface Working {
  readonly change: Change;
  readonly whole: WholeCase;
  readonly at: Instant;
  readonly nowMs: number;
}

/**
 * Changes a case at most once per key, with its entry in the audit log: what was done, never what was said.
 * `work` writes rows and entries and returns the facts that the log keeps.
 */
export function changeCase(
  deps: CaseDeps,
  command: CaseCommand,
  action: string,
  work: (working: Working) => Promise<Result<object>>,
): Promise<OnceOutcome<Result<WholeCase>>> {
  const { case: id, by } = command;
  return changeOnce(deps, command, async (change) => {
    const whole = await change.readCase(id);
    if (!whole) return refuse({ code: "not_found" });
    const nowMs = deps.now();
    const at = formatInstant(nowMs);
    const worked = await work({ change, whole, at, nowMs });
    if (!worked.ok) return worked;
    const after = (await change.readCase(id))!;
    const before = auditedFacts(whole.row);
    await change.audit({
      stream: "cases",
      action: `case.${action}`,
      subject: id,
      before,
      after: { ...auditedFacts(after.row), ...worked.value },
      by,
      at,
    });
    return done(after);
  });
}

/** Nothing that anybody said, and nobody's address. */
export const auditedFacts = ({ queue, state, assignee, offer, quote, review }: CaseRow) => ({
  queue,
  state,
  assignee,
  offer,
  quote: quote?.id ?? null,
  review: review?.state ?? null,
});

/** The case's row after a move at an instant; refused where the table of moves has none. */
export function moved(
  { support }: Pick<CaseDeps, "support">,
  row: CaseRow,
  move: CaseMove,
  nowMs: number,
): Result<CaseRow> {
  const state = stateAfter(row.state, move);
  if (state === undefined) return refuse({ code: "move_not_allowed", state: row.state });
  const at = formatInstant(nowMs);
  return done({
    ...row,
    state,
    // Who waits already keeps the time that was promised.
    dueAt: state === "open" ? (row.dueAt ?? dueAt(support, row.queue, nowMs)) : null,
    firstAnsweredAt: row.firstAnsweredAt ?? (move === "answer" ? at : null),
    closedAt: state === "closed" ? at : null,
  });
}

/** An entry without words. */
export const entry = (
  kind: CaseEntry["kind"],
  by: string,
  at: Instant,
  facts: CaseEntry["facts"] = {},
  text: string | null = null,
): Omit<CaseEntry, "seq"> => ({ kind, by, at, facts, text });
