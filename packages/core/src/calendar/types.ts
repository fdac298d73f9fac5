/** Days since 1970-01-01 in the proleptic Gregorian calendar. Inside the rules a date is always this. */
export type EpochDay = number;

/** `YYYY-MM-DD`. Outside the rules a date is always this. */
export type IsoDate = string;

/** RFC 3339 in UTC with milliseconds, `2026-11-22T02:28:00.000Z`. */
export type Instant = string;

export type IntervalUnit = "day" | "week" | "month";

/** Every n days, weeks or months. */
export interface Interval {
  readonly every: number;
  readonly unit: IntervalUnit;
}

/** Where a due date that falls on a weekend or holiday goes. */
export type BusinessDayRule = "none" | "following" | "modified_following" | "preceding";

/** Non-business days by name. Weekends are ISO weekday numbers, 1 = Monday. */
export interface HolidayCalendar {
  readonly id: string;
  readonly weekend: readonly number[];
  readonly holidays: readonly IsoDate[];
  /** Weekend days worked instead (China's 调休). */
  readonly working_days?: readonly IsoDate[];
}

/** The rule that turns two dates into a fraction of a year. */
export type DayCount = "equal_months" | "30/360" | "act/365f" | "act/360" | "act/act_isda";
