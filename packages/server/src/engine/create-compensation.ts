import { formatInstant } from "@fenqi/core/calendar";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { type CompensationQuestion, compensationPeriod } from "./compensation-question.ts";
import { keepCompensation } from "./move-compensation.ts";
import type { CompensationRow, OnceOutcome } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface CreateCompensation extends ChangeCommand<CompensationRow> {
  readonly question: CompensationQuestion;
}

/** Drafts a compensation under an adjustment that has begun, by the rule that was approved and told with it. */
export function createCompensation(
  deps: ChangeDeps,
  command: CreateCompensation,
): Promise<OnceOutcome<Result<CompensationRow>>> {
  const { by, question, once } = command;
  return changeOnce(deps, command, async (change) => {
    const nowMs = deps.now();
    const adjustment = await change.readAdjustment(question.adjustment);
    if (!adjustment) return refuse({ code: "not_found" });
    const period = compensationPeriod(question, adjustment, nowMs);
    if (!period.ok) return period;
    const at = formatInstant(nowMs);
    const row: CompensationRow = {
      merchant: once.merchant,
      id: deps.ids.compensation(nowMs),
      adjustment: question.adjustment,
      state: "draft",
      ...period.value,
      createdAt: at,
      createdBy: by,
      authors: [by],
      decision: null,
      place: null,
      quotes: 0,
      granted: 0,
      leftOut: 0,
      endedAt: null,
    };
    return done(await keepCompensation(change, row, { action: "create", by, at }));
  });
}
