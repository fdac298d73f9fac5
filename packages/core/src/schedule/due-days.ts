import { addInterval, anchored, dayOfMonth, type MonthIndex, monthIndex } from "../calendar/add-interval.ts";
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

  const step = interval.unit === "week" ? 7 * interval.every : interval.every;
  if (interval.unit === "month") {
    const anchor = anchorDayOf(input);
    const month = firstDueMonth(input, anchor);
    for (let k = atCheckout; k < count; k++) days[k] = anchored(month + (k - atCheckout) * step, anchor);
  } else {
    const first = firstDueDay(input);
    for (let k = atCheckout; k < count; k++) days[k] = first + (k - atCheckout) * step;
  }
  return days;
}

/** Of intervals in days or weeks. */
function firstDueDay(input: ScheduleInput): EpochDay {
  const afterDays = input.terms.due?.first_after_days;
  if (afterDays !== undefined) return firstPeriodStart(input) + afterDays;
  return addInterval(input.start, input.interval, intervalsToFirst(input));
}

/** Of intervals in months, of which each has one anchor day. */
function firstDueMonth(input: ScheduleInput, anchor: number): MonthIndex {
  const afterDays = input.terms.due?.first_after_days;
  if (afterDays === undefined) return monthIndex(input.start) + input.interval.every * intervalsToFirst(input);
  const earliest = firstPeriodStart(input) + afterDays;
  const month = monthIndex(earliest);
  return anchored(month, anchor) >= earliest ? month : month + 1;
}

/** Intervals from the agreement to the first due day: a bullet's one period is the whole term. */
function intervalsToFirst({ terms, count }: ScheduleInput): number {
  return (terms.deferred_periods ?? 0) + (terms.repayment === "bullet" ? count : 1);
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
