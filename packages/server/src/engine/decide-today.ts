import {
  closeDay,
  decide,
  isRunning,
  type Moment,
  type Plan,
  type PlanCommand,
  type PlanDecision,
  type PlanRefusal,
} from "@fenqi/core/plan";
import type { PlanWrite } from "./ports.ts";
import type { Result } from "./refusals.ts";

/** A decision and the ledger transactions that it makes, by the command that made each. */
export type DecidedToday = Pick<PlanWrite, "decision" | "booked">;

/** Decides a command about a plan that is brought up to the day first, so that what is due and late is worked out. */
export function decideToday(plan: Plan, command: PlanCommand, moment: Moment): Result<DecidedToday, PlanRefusal> {
  const first = isRunning(plan.state) && plan.closed_through < moment.today ? closeToday(plan, moment) : undefined;
  if (first && !first.ok) return first;
  const decided = decide(first?.value.decision.plan ?? plan, command, moment);
  if (!decided.ok) return decided;
  const own = bookedBy(command.kind, decided.value);
  return { ok: true, value: together(first?.value, decided.value, own) };
}

/** Works a plan out up to the day, and nothing else. */
export function closeToday(plan: Plan, moment: Moment): Result<DecidedToday, PlanRefusal> {
  const decided = closeDay(plan, { kind: "close_day" }, moment);
  if (!decided.ok) return decided;
  return { ok: true, value: together(undefined, decided.value, bookedBy("close_day", decided.value)) };
}

const bookedBy = (kind: string, { entries }: PlanDecision): PlanWrite["booked"] =>
  entries.length === 0 ? [] : [{ kind, entries }];

function together(first: DecidedToday | undefined, then: PlanDecision, own: PlanWrite["booked"]): DecidedToday {
  const decision = first
    ? {
        ...then,
        changes: [...first.decision.changes, ...then.changes],
        events: [...first.decision.events, ...then.events],
      }
    : then;
  return { decision, booked: [...(first?.booked ?? []), ...own] };
}
