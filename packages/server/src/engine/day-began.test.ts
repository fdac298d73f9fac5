import { expect, test } from "vitest";
import { beganAt } from "./day-began.ts";

test.each([
  ["2026-11-22T02:42:08.123Z", "Asia/Shanghai", "2026-11-21T16:00:00.000Z"],
  ["2026-11-22T02:42:08.000Z", "America/New_York", "2026-11-21T05:00:00.000Z"],
  ["2026-11-22T00:00:00.000Z", "UTC", "2026-11-22T00:00:00.000Z"],
])("the day of %s in %s began at %s", (now, zone, began) => {
  expect(new Date(beganAt(Date.parse(now), zone)).toISOString()).toBe(began);
});
