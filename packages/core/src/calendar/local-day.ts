import { dayFromCivil } from "./civil.ts";
import { MS_PER_DAY } from "./instant.ts";
import type { EpochDay } from "./types.ts";

/** A stretch of time within one local day of a zone, in which the zone's offset from UTC does not change. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly day: EpochDay;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  stretch: Stretch;
}

const zones = new Map<string, Zone>();

/**
 * The calendar day that clocks in `timeZone` (IANA name) show at `ms`.
 *
 * The stretch last found is kept per zone, so that asking again on the same day is two comparisons. The answer depends on the
 * arguments alone. Daylight saving is exact: a stretch ends where the offset changes.
 * Throws RangeError for an unknown zone.
 */
export function localDay(ms: number, timeZone: string): EpochDay {
  const zone = zones.get(timeZone) ?? openZone(timeZone);
  const { stretch } = zone;
  if (ms >= stretch.from && ms < stretch.until) return stretch.day;
  zone.stretch = stretchAt(ms, zone.format);
  return zone.stretch.day;
}

function openZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    calendar: "iso8601",
    numberingSystem: "latn",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const zone: Zone = { format, stretch: { from: 0, until: 0, day: 0 } };
  zones.set(timeZone, zone);
  return zone;
}

function stretchAt(ms: number, format: Intl.DateTimeFormat): Stretch {
  const offset = offsetAt(ms, format);
  const day = Math.floor((ms + offset) / MS_PER_DAY);
  const midnight = day * MS_PER_DAY - offset;
  const nextMidnight = midnight + MS_PER_DAY;
  const sameOffset = (at: number) => offsetAt(at, format) === offset;
  return {
    day,
    from: sameOffset(midnight) ? midnight : edge(midnight, ms, sameOffset),
    until: sameOffset(nextMidnight - 1) ? nextMidnight : edge(nextMidnight - 1, ms, sameOffset),
  };
}

/** The first instant, going forward, at which the other offset begins; `inside` has the stretch's own offset. */
function edge(outside: number, inside: number, sameOffset: (at: number) => boolean): number {
  let out = outside;
  let within = inside;
  while (Math.abs(out - within) > 1) {
    const middle = Math.floor((out + within) / 2);
    if (sameOffset(middle)) within = middle;
    else out = middle;
  }
  return Math.max(out, within);
}

/** What the zone's clocks show at `ms`, less UTC, in milliseconds. */
function offsetAt(ms: number, format: Intl.DateTimeFormat): number {
  const shown = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const field = (name: Intl.DateTimeFormatPartTypes) => Number(shown.get(name));
  const day = dayFromCivil(field("year"), field("month"), field("day"));
  const second = Math.floor(ms / 1000);
  const shownSecond = day * 86_400 + field("hour") * 3600 + field("minute") * 60 + field("second");
  return (shownSecond - second) * 1000;
}
