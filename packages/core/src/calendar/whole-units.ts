import { anchored, dayOfMonth, monthIndex } from "./add-interval.ts";
import type { EpochDay } from "./types.ts";

export type SpanUnit = "day" | "week" | "month" | "year";

/**
 * Whole units from `to` back towards `from`, and the days that are left at the start.
 *
 * `anchorDay` is the day of the month that `to` stands for (its own unless given): a 28 February that stands for the 31st
 * reaches back to 31 January. `reached` is the day that the whole units lead back to.
 * Source: Directive 2008/48/EC Annex I remark (c); 12 CFR 1026 Appendix J (b)(5)(iii): both count back from the later date.
 */
export function wholeUnitsBack(
  from: EpochDay,
  to: EpochDay,
  unit: SpanUnit,
  anchorDay = dayOfMonth(to),
): { readonly whole: number; readonly rest: number; readonly reached: EpochDay } {
  if (unit === "day" || unit === "week") {
    const days = unit === "week" ? 7 : 1;
    const whole = Math.floor((to - from) / days);
    return { whole, rest: to - from - whole * days, reached: to - whole * days };
  }
  const months = unit === "year" ? 12 : 1;
  const last = monthIndex(to);
  let whole = Math.floor((last - monthIndex(from)) / months);
  let reached = anchored(last - whole * months, anchorDay);
  if (reached < from) {
    whole -= 1;
    reached = anchored(last - whole * months, anchorDay);
  }
  return { whole, rest: reached - from, reached };
}
