import { expect, test } from "vitest";
import type { StoredPlan } from "./ports.ts";
import { refundsTold } from "./refunds-told.ts";

const row = (n: number, principal: number) => ({ n, principal, interest: 0, fee: 10, late: 5 });
const stored = (state: string) =>
  ({
    plan: {
      state,
      rows: [row(1, 100), row(2, 60), row(3, 60)],
      paid_back: { principal: 20, interest: 1, fee: 2, subsidy: 4 },
    },
  }) as unknown as StoredPlan;
const agreed = {
  consent: { shown: { schedule: [1, 2, 3].map((n) => ({ n, total: 110 })) } },
  events: [
    { type: "plan.repaid", at: "2026-11-17T02:00:00.000Z", data: { amount: 110 } },
    { type: "plan.refunded", at: "2026-11-18T02:00:00.000Z", data: { amount: 100, reason: "strap" } },
  ],
} as unknown as Parameters<typeof refundsTold>[1];

test("when, which rows ask for less than agreed without their late charges, and what goes back in money", () => {
  expect(refundsTold(stored("active"), agreed)).toEqual({
    given: [{ at: "2026-11-18T02:00:00.000Z", amount: 100 }],
    lowered: [
      { n: 2, before: 110, after: 70 },
      { n: 3, before: 110, after: 70 },
    ],
    paid_back: 23,
  });
});

test("rows of a plan that has ended are less for other reasons too: none is told", () => {
  expect(refundsTold(stored("settled"), agreed).lowered).toEqual([]);
});

test("without a record of what was agreed nothing is said of rows", () => {
  expect(refundsTold(stored("active"), { ...agreed, consent: undefined }).lowered).toEqual([]);
});
