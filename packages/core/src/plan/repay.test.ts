import { describe, expect, test } from "vitest";
import { isBalanced } from "../ledger/index.ts";
import { FLAT_12, FULL } from "../quote/sample-catalogue.ts";
import { balanceOf } from "./balance.ts";
import { decide } from "./decide.ts";
import { activePlan, mustDecide, newPlan, on } from "./testing/sample-plan.ts";

describe("activate", () => {
  test("a house plan: the shopper owes the whole, its cost unearned", () => {
    const { plan, entries } = mustDecide(newPlan({ terms: FLAT_12 }), { kind: "activate" }, on("2026-05-22"));
    expect(plan.state).toBe("active");
    expect(balanceOf(plan, "2026-05-22")).toEqual({ outstanding: 535_893, due_now: 0, overdue: 0 });
    expect(entries).toEqual([
      { account: "shopper_receivable", partner: null, amount: 535_893 },
      { account: "order_clearing", partner: null, amount: -499_900 },
      { account: "unearned_fees", partner: null, amount: -35_993 },
    ]);
  });

  test("a partner's plan: the partner owes the store the amount less its subsidy, the shopper's debt is a memo", () => {
    const terms = { ...FLAT_12, store_bears_ppm: 500_000 };
    const { entries } = mustDecide(newPlan({ terms, kind: "bank" }), { kind: "activate" }, on("2026-05-22"));
    expect(entries).toEqual([
      { account: "partner_receivable", partner: "qinghe", amount: 481_903 },
      { account: "merchant_subsidy", partner: null, amount: 17_997 },
      { account: "order_clearing", partner: null, amount: -499_900 },
      { account: "memo_shopper_owes", partner: "qinghe", amount: 517_896 },
      { account: "memo_partner_claim", partner: "qinghe", amount: -517_896 },
    ]);
  });

  test("full payment is a plan with one row, settled when it is captured", () => {
    const plan = activePlan({ terms: FULL, count: 1, kind: "acquirer", method: "card" });
    expect(plan.rows).toHaveLength(1);
    expect(plan.state).toBe("settled");
  });

  test("a plan whose partner has not answered waits", () => {
    const plan = newPlan({ terms: FLAT_12 }, { partner_answer: "wait" });
    expect(decide(plan, { kind: "activate" }, on("2026-05-22"))).toEqual({
      ok: false,
      error: { code: "wrong_state", state: "pending_partner", command: "activate" },
    });
  });
});

describe("repay", () => {
  const plan = activePlan({ terms: FLAT_12 });

  test("exactly one row", () => {
    const { plan: after, changes, entries } = mustDecide(plan, { kind: "repay", amount: 44_658 }, on("2026-06-22"));
    expect(balanceOf(after, "2026-06-22")).toEqual({ outstanding: 491_235, due_now: 0, overdue: 0 });
    expect(changes).toEqual([
      { row: 1, what: "paid_fee", before: 0, after: 2_999, from: "shopper", to: "store" },
      { row: 1, what: "paid_principal", before: 0, after: 41_659, from: "shopper", to: "store" },
    ]);
    expect(entries).toEqual([
      { account: "cash_in_transit", partner: null, amount: 44_658 },
      { account: "shopper_receivable", partner: null, amount: -44_658 },
    ]);
  });

  test("all of it settles", () => {
    const { plan: after, entries, events } = mustDecide(plan, { kind: "repay", amount: 535_893 }, on("2026-06-22"));
    expect(after.state).toBe("settled");
    expect(isBalanced(entries)).toBe(true);
    expect(events.map(({ type }) => type)).toEqual(["plan.repaid", "plan.settled"]);
  });

  test.each([
    [535_894, { code: "over_outstanding", outstanding: 535_893, amount: 535_894 }],
    [0, { code: "amount_not_positive", amount: 0 }],
    [-1, { code: "amount_not_positive", amount: -1 }],
  ])("%d is refused", (amount, error) => {
    expect(decide(plan, { kind: "repay", amount }, on("2026-06-22"))).toEqual({ ok: false, error });
  });

  test("money that has arrived beyond the debt becomes unapplied credit", () => {
    const { plan: after } = mustDecide(plan, { kind: "repay", amount: 535_894, arrived: true }, on("2026-06-22"));
    expect([after.state, after.credit]).toEqual(["settled", 1]);
  });
});
