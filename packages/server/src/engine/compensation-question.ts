import type { CompensationRule } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import { readInstant } from "./known-times.ts";
import type { AdjustmentRow } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** Under which adjustment, and from the quotes of which period. */
export interface CompensationQuestion {
  readonly adjustment: string;
  /** The adjustment's start, where absent. */
  readonly from?: Instant;
  /** Its end where it has ended, else now. */
  readonly until?: Instant;
}

export interface CompensationPeriod {
  readonly rule: CompensationRule;
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * The rule and the period that a question means. The period is cut to the time in which the adjustment was in force and
 * its quotes are known. Refused for an adjustment that has not begun, and for one that gives nothing.
 */
export function compensationPeriod(
  question: CompensationQuestion,
  { adjustment, state }: AdjustmentRow,
  nowMs: number,
  tried?: CompensationRule,
): Result<CompensationPeriod> {
  const { starts_at, lifted_at, compensation } = adjustment;
  const startsAt = starts_at === undefined ? Number.POSITIVE_INFINITY : parseInstant(starts_at);
  if (!BEGUN.has(state) || startsAt >= nowMs) return refuse({ code: "move_not_allowed", state });
  const rule = tried ?? compensation;
  if (rule === undefined || rule === "none") return refuse({ code: "compensation_none" });

  const from = question.from === undefined ? formatInstant(startsAt) : readInstant(question.from);
  if (from === undefined) return refuse({ code: "invalid_date", pointer: "/from" });
  const until = question.until === undefined ? formatInstant(nowMs) : readInstant(question.until);
  if (until === undefined) return refuse({ code: "invalid_date", pointer: "/until" });
  const ended = lifted_at === undefined ? nowMs : Math.min(nowMs, parseInstant(lifted_at));
  const begins = Math.max(startsAt, parseInstant(from));
  const ends = Math.min(ended, parseInstant(until));
  if (ends <= begins) return refuse({ code: "invalid_date", pointer: "/until" });
  return done({ rule, from: formatInstant(begins), until: formatInstant(ends) });
}

const BEGUN: ReadonlySet<AdjustmentRow["state"]> = new Set(["scheduled", "active", "ramping", "lifted", "closed"]);
