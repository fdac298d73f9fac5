import type { Announcement } from "./record.ts";

export type DayState = "normal" | "planned" | "fault";

/** Days that the public record reaches back. */
export const RECORDED_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * How each of the last `RECORDED_DAYS` local days was, oldest first; today is the last.
 *
 * Only pauses count, as the record has them: a day that one touches is `fault` for an incident, else `planned`.
 * `at` is the moment of the record; `dayOf` gives the local day of an instant as a number that rises by one a day.
 */
export function pausedDays(
  pauses: readonly Announcement[],
  at: string,
  dayOf: (instant: string) => number,
): DayState[] {
  const today = dayOf(at);
  const days: DayState[] = Array.from({ length: RECORDED_DAYS }, () => "normal");
  for (const pause of pauses) {
    const from = dayOf(pause.starts_at);
    const until = pause.lifted_at ? dayOf(pause.lifted_at) : today;
    for (let day = Math.max(from, today - RECORDED_DAYS + 1); day <= Math.min(until, today); day++) {
      const index = day - today + RECORDED_DAYS - 1;
      if (days[index] !== "fault") days[index] = pause.cause === "incident" ? "fault" : "planned";
    }
  }
  return days;
}

/** Local days of a zone as numbers. */
export function dayNumbers(timeZone: string): (instant: string) => number {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (instant) => Date.parse(format.format(new Date(instant))) / DAY_MS;
}

/** The instant `count` days before another. */
export function daysBefore(instant: string, count: number): string {
  return new Date(Date.parse(instant) - count * DAY_MS).toISOString();
}
