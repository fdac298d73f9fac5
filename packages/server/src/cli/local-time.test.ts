import { expect, test } from "vitest";
import { localTime } from "./local-time.ts";

test("an instant is written by the merchant's clock, its day by the merchant's day", () => {
  const beijing = localTime("Asia/Shanghai");
  expect(beijing.minute("2026-11-23T18:05:59.000Z")).toBe("2026-11-24 02:05");
  expect(beijing.day("2026-11-23T18:05:59.000Z")).toBe("2026-11-24");
  expect(localTime("Europe/Berlin").minute("2026-07-01T22:30:00.000Z")).toBe("2026-07-02 00:30");
  expect([beijing.minute(null), beijing.day(undefined)]).toEqual(["", ""]);
  expect(beijing.zone).toBe("Beijing time");
});
