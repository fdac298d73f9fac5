import { expect, test } from "vitest";
import { type Collection, collectableOn, nextCollectOn } from "./collect.ts";
import { planRow } from "./plan-row.ts";
import type { Plan, PlanRow } from "./types.ts";

/** Three rows of 100 on the 10th of three months; those due by January have fallen due, so many are paid. */
function planOf(paid: number, state: Plan["state"] = "active"): Plan {
  const rows = ["2027-01-10", "2027-02-10", "2027-03-10"].map(
    (due_on, at): PlanRow => ({
      ...planRow(at + 1, due_on, { principal: 100, interest: 0, fee: 0 }, 0),
      paid_principal: at < paid ? 100 : 0,
      fallen_due: at === 0,
    }),
  );
  return { state, rows } as unknown as Plan;
}
const failed = (row: number): Collection => ({ row, state: "not_taken" });

test.each([
  // paid, state, collections, next day
  [0, "active", [], "2027-01-10"],
  [0, "overdue", [failed(1)], "2027-01-11"],
  [0, "overdue", [failed(1), failed(1)], "2027-01-13"],
  [0, "overdue", [failed(1), failed(1), failed(1)], "2027-02-10"],
  [0, "active", [{ row: 1, state: "open" }], null],
  [1, "active", [{ row: 1, state: "taken" }], "2027-02-10"],
  [0, "disputed", [], null],
  [3, "active", [], null],
  [0, "written_off", [], null],
] as const)("%d paid, %s, %j: asked on %s", (paid, state, collections, day) => {
  expect(nextCollectOn(planOf(paid, state), collections)).toBe(day);
});

test("what is due by a day goes together, up to the last row that is due", () => {
  expect(collectableOn(planOf(0), "2027-01-09")).toBeUndefined();
  expect(collectableOn(planOf(0), "2027-01-10")).toEqual({ row: 1, amount: 100 });
  expect(collectableOn(planOf(0), "2027-02-10")).toEqual({ row: 2, amount: 200 });
  expect(collectableOn(planOf(2), "2027-03-31")).toEqual({ row: 3, amount: 100 });
});
