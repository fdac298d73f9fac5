import { expect, test, vi } from "vitest";
import { eraseOldCases } from "./erase-cases.ts";

test("cases closed longer ago than they are kept are erased hour by hour", async () => {
  vi.useFakeTimers();
  const eraseClosed = vi.fn(async (_before: string) => {});
  const now = () => Date.parse("2026-11-22T00:00:00.000Z");
  const stop = eraseOldCases({ eraseClosed }, { keep_days: 30 }, now, () => {});
  await vi.advanceTimersByTimeAsync(2 * 60 * 60 * 1000);
  expect(eraseClosed.mock.calls).toEqual([["2026-10-23T00:00:00.000Z"], ["2026-10-23T00:00:00.000Z"]]);
  await stop();
  vi.useRealTimers();
});
