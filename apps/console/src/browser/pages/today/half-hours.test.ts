import { expect, test } from "vitest";
import { cellsOf } from "./half-hours.ts";

test("half hours without calls are gaps, the newest stands last", () => {
  const now = Date.parse("2026-11-22T02:42:00.000Z");
  const cells = cellsOf(
    [
      { at: "2026-11-22T02:30:00.000Z", calls: 10, errors: 0 },
      { at: "2026-11-22T02:00:00.000Z", calls: 100, errors: 5 },
      { at: "2026-11-22T01:30:00.000Z", calls: 4, errors: 2 },
      { at: "2026-11-20T01:30:00.000Z", calls: 4, errors: 2 },
    ],
    now,
  );
  expect(cells).toHaveLength(48);
  expect(cells.slice(-4)).toEqual(["none", "down", "some", "good"]);
  expect(cells.slice(0, -3).every((cell) => cell === "none")).toBe(true);
});
