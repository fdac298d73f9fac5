import { assert } from "../money/assert.ts";
import { monthIndex } from "./add-interval.ts";
import { toEpochDay, weekday } from "./civil.ts";
import type { BusinessDayRule, EpochDay, HolidayCalendar } from "./types.ts";

/** No country closes for longer; a calendar that does is a mistake. */
const LONGEST_CLOSURE_DAYS = 60;

/** True for a day that the calendar closes: a holiday, or a weekend day that is not worked instead. */
export function closedDays(calendar: HolidayCalendar): (day: EpochDay) => boolean {
  const holidays = new Set(calendar.holidays.map(toEpochDay));
  const worked = new Set((calendar.working_days ?? []).map(toEpochDay));
  const weekend = new Set(calendar.weekend);
  return (day) => holidays.has(day) || (weekend.has(weekday(day)) && !worked.has(day));
}

/**
 * Where a due day that is closed goes. `modified_following` stays in its month by going back instead.
 *
 * Throws when the calendar closes for more than two months on end.
 */
export function adjustDay(day: EpochDay, rule: BusinessDayRule, closed: (day: EpochDay) => boolean): EpochDay {
  if (rule === "none") return day;
  if (rule === "preceding") return nextOpen(day, -1, closed);
  const following = nextOpen(day, 1, closed);
  if (rule === "following" || monthIndex(following) === monthIndex(day)) return following;
  return nextOpen(day, -1, closed);
}

function nextOpen(day: EpochDay, step: 1 | -1, closed: (day: EpochDay) => boolean): EpochDay {
  let at = day;
  while (closed(at)) {
    at += step;
    assert(Math.abs(at - day) <= LONGEST_CLOSURE_DAYS, "a calendar opens again within two months");
  }
  return at;
}
