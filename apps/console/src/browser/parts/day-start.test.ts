import { expect, test } from "vitest";
import { dayStart } from "./day-start.ts";

test.each([
  // date, zone, days, instant
  ["2026-11-25", "Asia/Shanghai", 0, "2026-11-24T16:00:00.000Z"],
  ["2026-11-25", "Asia/Shanghai", 1, "2026-11-25T16:00:00.000Z"],
  ["2026-11-25", "UTC", 0, "2026-11-25T00:00:00.000Z"],
  // Clocks go back at 02:00 on this day, and forward at 01:00 on that one.
  ["2026-10-25", "Europe/Berlin", 0, "2026-10-24T22:00:00.000Z"],
  ["2026-10-26", "Europe/Berlin", 0, "2026-10-25T23:00:00.000Z"],
  ["2026-03-29", "Europe/London", 1, "2026-03-29T23:00:00.000Z"],
])("%s in %s and %i days begins at %s", (date, zone, days, instant) => {
  expect(dayStart(date, zone, days)).toBe(instant);
});
