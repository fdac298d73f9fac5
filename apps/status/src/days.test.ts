import { expect, test } from "vitest";
import { dayNumbers, pausedDays, RECORDED_DAYS } from "./days.ts";
import type { Announcement } from "./record.ts";

const AT = "2026-11-22T02:28:00.000Z";
const day = dayNumbers("Asia/Shanghai");
const pause = (cause: string, starts_at: string, lifted_at: string | null) =>
  ({ cause, starts_at, lifted_at }) as unknown as Announcement;
const statesOf = (...pauses: Announcement[]) => pausedDays(pauses, AT, day);

test("nothing recorded, nothing drawn", () => {
  expect(statesOf()).toEqual(Array.from({ length: RECORDED_DAYS }, () => "normal"));
});

test("a pause that lasts fills every local day it touches, to today", () => {
  const days = statesOf(pause("maintenance", "2026-11-19T16:30:00.000Z", null));
  expect(days.slice(-4)).toEqual(["normal", "planned", "planned", "planned"]);
});

test("a fault is told apart, and wins the day", () => {
  const days = statesOf(
    pause("incident", "2026-11-20T03:00:00.000Z", "2026-11-20T03:20:00.000Z"),
    pause("maintenance", "2026-11-20T02:00:00.000Z", "2026-11-21T02:00:00.000Z"),
  );
  expect(days.slice(-3)).toEqual(["fault", "planned", "normal"]);
});

test("what lies before the record's reach is left out", () => {
  const days = statesOf(pause("maintenance", "2026-06-01T00:00:00.000Z", "2026-08-26T00:00:00.000Z"));
  expect(days.filter((state) => state === "planned")).toHaveLength(2);
});
