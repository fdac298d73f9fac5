import { addInterval, anchored, dayOfMonth, monthIndex } from "../calendar/add-interval.ts";
import { adjustDay } from "../calendar/business-day.ts";
import type { EpochDay } from "../calendar/types.ts";
import { assert } from "../money/assert.ts";
import type { ScheduleInput } from "./types.ts";

/** The day of the month that instalments keep to: the terms' own, or that of the agreement. */
export function anchorDayOf({ terms, start }: ScheduleInput): number {
  return terms.due?.anchor_day ?? dayOfMonth(start);
}

/** True when each instalment lies a whole number of intervals after the agreement, before business days move it. */
export function isRegular(input: ScheduleInput): boolean {
  const due = input.terms.due;
  if (due === undefined || input.terms.repayment === "lease") return true;
  if (due.first_after_days !== undefined) return false;
  return due.anchor_day === undefined || input.interval.unit !== "month" || due.anchor_day === dayOfMonth(input.start);
}

/** The day on which the first period begins: the agreement, or later when the start is deferred. */
export function firstPeriodStart(input: ScheduleInput): EpochDay {
  const deferred = input.terms.deferred_periods ?? 0;
  return deferred === 0 ? input.start : addInterval(input.start, input.interval, deferred);
}

/**
 * The days on which `count` instalments fall due, before business days move them; interest runs to these.
 *
 * With `first_at_checkout` the first is the day of agreement. With `first_after_days` the first is the anchor day that comes
 * at least so many days after the first period begins, and the rest follow from there.
 */
export function nominalDueDays(input: ScheduleInput, count: number): EpochDay[] {
  const { terms, interval, start } = input;
  const days = new Array<EpochDay>(count);
  const atCheckout = terms.first_at_checkout === true ? 1 : 0;
  if (atCheckout === 1) days[0] = start;
  if (count === atCheckout) return days;

  const first = firstDueDay(input);
  const step = interval.unit === "week" ? 7 * interval.every : interval.every;
  if (interval.unit === "month") {
    const anchor = anchorDayOf(input);
    const month = monthIndex(first);
    for (let k = atCheckout; k < count; k++) days[k] = anchored(month + (k - atCheckout) * step, anchor);
  } else {
    for (let k = atCheckout; k < count; k++) days[k] = first + (k - atCheckout) * step;
  }
  return days;
}

function firstDueDay(input: ScheduleInput): EpochDay {
  const { terms, interval, start } = input;
  const afterDays = terms.due?.first_after_days;
  const anchor = anchorDayOf(input);
  if (afterDays === undefined) {
    return addInterval(start, interval, (terms.deferred_periods ?? 0) + span(input), anchor);
  }
  const earliest = firstPeriodStart(input) + afterDays;
  if (interval.unit !== "month") return earliest;
  const sameMonth = anchored(monthIndex(earliest), anchor);
  return sameMonth >= earliest ? sameMonth : anchored(monthIndex(earliest) + 1, anchor);
}

/** Intervals in the first period: a bullet's one period is the whole term. */
function span({ terms, count }: ScheduleInput): number {
  return terms.repayment === "bullet" ? count : 1;
}

/**
 * Moves due days off closed ones; interest is not touched. What is due at checkout stays, and nothing else moves back to that
 * day or before it: it goes to the next open day instead.
 */
export function openDueDays(input: ScheduleInput, days: EpochDay[]): EpochDay[] {
  const rule = input.terms.due?.business_day ?? "none";
  if (rule === "none") return days;
  assert(input.closed !== undefined, "a business-day rule comes with its calendar");
  const { closed, start } = input;
  return days.map((day) => {
    if (day === start) return day;
    const moved = adjustDay(day, rule, closed);
    return moved > start ? moved : adjustDay(day, "following", closed);
  });
}
