import type { Interval, IntervalUnit } from "@fenqi/core/calendar";
import { Usage } from "./command.ts";

/** `1month`, `2week`, `30day`. */
export function parseInterval(text: string, flag: string): Interval {
  const match = /^(\d{1,3})(day|week|month)s?$/.exec(text);
  const every = Number(match?.[1]);
  if (!match || every < 1 || every > 366) {
    throw new Usage(`${flag} is such as 1month, 2week or 30day, not ${JSON.stringify(text)}.`);
  }
  return { every, unit: match[2] as IntervalUnit };
}
