import { expect, test } from "vitest";
import { firstTyped, type Plan, possibleFor, requestOf, type Typed } from "./commands.ts";

const row = { n: 1, due_on: "2026-12-01", state: "upcoming", total: 10_050, paid: 50, late: 0 } as const;
const plan = (fields: object) =>
  ({
    state: "active",
    lease: null,
    refund_payable: 0,
    balance: { outstanding: 10_000, due_now: 0, overdue: 0 },
    schedule: [row],
    ...fields,
  }) as unknown as Plan;
const typed: Typed = { amount: "1,200.50", reference: "", reason: "", recompute: "fewer_instalments", due: "" };

test.each([
  ["refund", { refund: { amount: 120_050, reason: "returned", recompute: "fewer_instalments" } }],
  ["repay", { repay: { amount: 120_050, reference: "console" } }],
  ["move_due_dates", undefined],
  ["settle", undefined],
  ["buy_out", { buy_out: {} }],
] as const)("%s is asked as %j", (command, request) => {
  expect(requestOf(command, typed, "CNY")).toEqual(request);
});

test("an amount that is none asks nothing", () => {
  expect(requestOf("refund", { ...typed, amount: "12.345" }, "CNY")).toBeUndefined();
});

test("a repayment begins with what is due, or with the rest of the next row", () => {
  expect(firstTyped("repay", plan({}), String).amount).toBe("10000");
  expect(firstTyped("repay", plan({ balance: { due_now: 700 } }), String).amount).toBe("700");
});

test.each([
  ["accepted", ["activate", "cancel"]],
  ["settled", ["refund", "open_dispute"]],
  ["declined", []],
  ["disputed", ["repay", "settle", "refund", "close_dispute"]],
])("of a plan that is %s: %j", (state, commands) => {
  expect(possibleFor(plan({ state }))).toEqual(commands);
});

test("a lease is returned or bought, never refunded", () => {
  const lease = { returned_on: null, bought_on: null };
  const possible = possibleFor(plan({ lease }));
  expect(possible).toEqual(expect.arrayContaining(["return_lease", "buy_out"]));
  expect(possible).not.toContain("refund");
});
