import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";

const EARLIEST = parseInstant("2000-01-01T00:00:00.000Z");
const LATEST = parseInstant("2200-01-01T00:00:00.000Z");

/**
 * An instant that was asked for, in the one form that the rules know. Undefined when the calendar has no such time, or
 * when it lies outside 2000 to 2200: schedules of forty years must end before the year 9999.
 */
export function readInstant(text: string): Instant | undefined {
  const ms = parseInstant(text);
  return ms >= EARLIEST && ms < LATEST ? formatInstant(ms) : undefined;
}
