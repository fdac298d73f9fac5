import { addInterval, dayOfMonth, toEpochDay, toIsoDate } from "../calendar/index.ts";
import type { IsoDate } from "../calendar/types.ts";
import { decided, openDraft, type PlanResult, refuse, tell, touch } from "./draft.ts";
import type { Moment, Plan } from "./types.ts";

/** The rows to come move: the next one to `next_due_on`, the others after it by the plan's interval. */
export interface MoveDueDates {
  readonly kind: "move_due_dates";
  readonly next_due_on: IsoDate;
}

/** Where the next due date may go: after today and the last row, and less than one interval later than it is. */
export function dueDateRange(
  plan: Plan,
  today: IsoDate,
): { readonly earliest: IsoDate; readonly latest: IsoDate } | null {
  const next = nextRow(plan, today);
  if (next === -1) return null;
  const last = next === 0 ? plan.agreed_on : plan.rows[next - 1]!.due_on;
  const due = toEpochDay(plan.rows[next]!.due_on);
  return {
    earliest: toIsoDate(Math.max(toEpochDay(today), toEpochDay(last)) + 1),
    latest: toIsoDate(addInterval(due, plan.interval, 1) - 1),
  };
}

/**
 * Moves the days of the rows to come; amounts stay, for a new day of the month is a favour and costs nothing.
 *
 * Months keep the new day, and February gives its last. Rows move as a whole: business days are the caller's to choose.
 * Refused: while something is overdue or disputed; no row to come; a day out of {@link dueDateRange}.
 */
export function moveDueDates(plan: Plan, { kind, next_due_on }: MoveDueDates, moment: Moment): PlanResult {
  if (plan.state !== "active") return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const range = dueDateRange(plan, moment.today);
  if (range === null) return refuse({ code: "nothing_to_move" });
  if (next_due_on < range.earliest || next_due_on > range.latest)
    return refuse({ code: "due_date_out_of_range", ...range, due_on: next_due_on });

  const draft = openDraft(plan, moment);
  const next = nextRow(plan, moment.today);
  const start = toEpochDay(next_due_on);
  for (let at = next; at < plan.rows.length; at++) {
    const row = touch(draft, at);
    const before = row.due_on;
    row.due_on = toIsoDate(addInterval(start, plan.interval, at - next, dayOfMonth(start)));
    if (before === row.due_on) continue;
    draft.changes.push({ row: row.n, what: "due_on", before, after: row.due_on, from: null, to: null });
  }
  tell(draft, "plan.due_dates_moved", { before: plan.rows[next]!.due_on, after: next_due_on });
  return decided(draft);
}

/** The first row that has not fallen due and whose day is still to come; −1 without one. */
function nextRow({ rows }: Plan, today: IsoDate): number {
  return rows.findIndex((row) => !row.fallen_due && row.due_on > today);
}
