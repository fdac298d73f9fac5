import { expect, test } from "vitest";
import { toInstant, toLocal } from "./zoned.ts";

test.each([
  ["2026-11-23T16:00:00.000Z", "Asia/Shanghai", "2026-11-24T00:00"],
  ["2026-11-24T05:00:00.000Z", "America/New_York", "2026-11-24T00:00"],
  ["2026-03-29T01:30:00.000Z", "Europe/Berlin", "2026-03-29T03:30"],
  ["2026-11-24T00:00:00.000Z", "UTC", "2026-11-24T00:00"],
  ["2026-11-23T18:30:00.000Z", "Asia/Kolkata", "2026-11-24T00:00"],
])("%s in %s is %s, and back", (instant, zone, local) => {
  expect(toLocal(instant, zone)).toBe(local);
  expect(toInstant(local, zone)).toBe(instant);
});

test("nothing is nothing", () => {
  expect([toLocal(undefined, "UTC"), toLocal("soon", "UTC")]).toEqual(["", ""]);
  expect([toInstant("", "UTC"), toInstant("soon", "UTC")]).toEqual([undefined, undefined]);
});
