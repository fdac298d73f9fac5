import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDay, parseInstant, toIsoDate } from "./index.ts";

const shown = (instant: string, zone: string) => toIsoDate(localDay(parseInstant(instant), zone));

test.each([
  ["2026-11-22T15:59:59.999Z", "Asia/Shanghai", "2026-11-22"],
  ["2026-11-22T16:00:00.000Z", "Asia/Shanghai", "2026-11-23"],
  // New York leaves daylight saving on 1 November 2026: that day has 25 hours.
  ["2026-11-01T03:59:59.999Z", "America/New_York", "2026-10-31"],
  ["2026-11-01T04:00:00.000Z", "America/New_York", "2026-11-01"],
  ["2026-11-02T04:59:59.999Z", "America/New_York", "2026-11-01"],
  ["2026-11-02T05:00:00.000Z", "America/New_York", "2026-11-02"],
  // Half an hour of daylight saving.
  ["2026-10-03T15:29:00.000Z", "Australia/Lord_Howe", "2026-10-04"],
  ["2026-10-04T13:00:00.000Z", "Australia/Lord_Howe", "2026-10-05"],
  // Samoa left out 30 December 2011.
  ["2011-12-30T09:59:59.999Z", "Pacific/Apia", "2011-12-29"],
  ["2011-12-30T10:00:00.000Z", "Pacific/Apia", "2011-12-31"],
  ["1969-12-31T23:59:59.999Z", "UTC", "1969-12-31"],
])("%s in %s is %s", (instant, zone, expected) => expect(shown(instant, zone)).toBe(expected));

test("an unknown zone is refused", () => expect(() => localDay(0, "Mars/Olympus")).toThrow(RangeError));

describe("the kept stretch", () => {
  const ZONES = [
    "Asia/Shanghai",
    "America/New_York",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Africa/Casablanca",
  ];
  const formats = new Map(
    ZONES.map((timeZone) => [timeZone, new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" })] as const),
  );

  test("never changes an answer, in whatever order instants are asked", () => {
    const year = { min: parseInstant("2005-01-01T00:00:00Z"), max: parseInstant("2040-01-01T00:00:00Z") };
    fc.assert(
      fc.property(
        fc.integer(year),
        fc.array(fc.integer({ min: -90_000_000, max: 90_000_000 }), { maxLength: 8 }),
        (at, steps) => {
          for (const zone of ZONES) {
            for (const step of [0, ...steps]) {
              const ms = at + step;
              expect(toIsoDate(localDay(ms, zone))).toBe(formats.get(zone)!.format(ms));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("ends exactly where the clocks change", () => {
    const change = parseInstant("2026-11-01T06:00:00Z");
    for (const ms of [change - 1, change, change + 1, change - 1]) {
      expect(toIsoDate(localDay(ms, "America/New_York"))).toBe("2026-11-01");
    }
  });
});
