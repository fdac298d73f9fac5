import { describe, expect, test } from "vitest";
import { FLAT_12, FREE, FULL } from "../quote/sample-catalogue.ts";
import type { Terms } from "../schedule/index.ts";
import { balanceOf, outstandingOf } from "./balance.ts";
import { decide } from "./decide.ts";
import { quoteSettlement } from "./settle.ts";
import { sharesOf } from "./shares.ts";
import { activePlan, mustDecide, on } from "./testing/sample-plan.ts";
import type { Plan } from "./types.ts";

/** 0.60 % a period, of which the store pays half less a cent: 179.97 for the shopper, 179.96 for the store. */
const HALF_BORNE: Terms = { ...FLAT_12, store_bears_ppm: 499_990 };

/** Brings the plan to a day and pays what is due, month by month. */
function paidThrough(plan: Plan, days: readonly string[]): Plan {
  return days.reduce((now, day) => {
    const due = mustDecide(now, { kind: "close_day" }, on(day)).plan;
    return mustDecide(due, { kind: "repay", amount: balanceOf(due, day).due_now }, on(day)).plan;
  }, plan);
}

const FIVE = ["2026-06-22", "2026-07-22", "2026-08-22", "2026-09-22", "2026-10-22"];

describe("1,200.00 of 4,999.00 given back after five of twelve rows", () => {
  const sixth = mustDecide(
    paidThrough(activePlan({ terms: HALF_BORNE, kind: "consumer_finance" }), FIVE),
    { kind: "close_day" },
    on("2026-11-22"),
  ).plan;
  const { plan, entries, changes } = mustDecide(
    sixth,
    { kind: "refund", amount: 120_000, reason: "accessory_returned" },
    on("2026-11-22"),
  );

  test("rows to come shrink in proportion and stay even", () => {
    expect(plan.rows.slice(5).map((row) => [row.n, row.principal, row.fee, row.subsidy])).toEqual([
      [6, 24_516, 882, 883],
      [7, 24_515, 883, 883],
      [8, 24_515, 883, 883],
      [9, 24_515, 883, 882],
      [10, 24_515, 883, 882],
      [11, 24_515, 883, 882],
      [12, 24_515, 882, 882],
    ]);
    expect(outstandingOf(sixth)).toBe(302_106);
    expect(outstandingOf(plan)).toBe(177_785);
    expect(plan.rows.slice(0, 5)).toEqual(sixth.rows.slice(0, 5));
  });

  test("who gets what: the shopper owes 1,243.21 less, the store gives 1,156.81, the partner forgoes 86.40", () => {
    expect(sharesOf(changes)).toEqual({ shopper: 124_321, store: -115_681, partner: -8_640 });
  });

  test("the store's books: what the goods cost, less the subsidy that comes back", () => {
    expect(entries.filter(({ account }) => !account.startsWith("memo_"))).toEqual([
      { account: "return_clearing", partner: null, amount: 120_000 },
      { account: "merchant_subsidy", partner: null, amount: -4_319 },
      { account: "partner_payable", partner: "qinghe", amount: -115_681 },
    ]);
  });

  test("settling now instead pays the row of today whole and saves the other fees", () => {
    const quote = quoteSettlement(sixth, on("2026-11-22"));
    expect(quote).toMatchObject({
      ok: true,
      value: { total: 293_106, principal: 291_606, fee: 1_500, saving: 9_000, expires_at: "2026-11-22T12:15:00.000Z" },
    });
  });
});

test("a free plan: 120.00 of a watch back, the three rows to come each 40.00 less", () => {
  const plan = paidThrough(activePlan({ terms: FREE, amount: 119_898, count: 6, start: "2026-08-05", kind: "bank" }), [
    "2026-09-05",
    "2026-10-05",
    "2026-11-05",
  ]);
  expect(plan.rows.map(({ principal }) => principal)).toEqual(new Array(6).fill(19_983));
  const { plan: after } = mustDecide(plan, { kind: "refund", amount: 12_000, reason: "strap" }, on("2026-11-18"));
  expect(after.rows.slice(3).map(({ principal }) => principal)).toEqual([15_983, 15_983, 15_983]);
});

describe("all of it given back", () => {
  test.each([
    ["flat fee", FLAT_12],
    ["annuity", { repayment: "annuity", rate_ppm: 120_000 } satisfies Terms],
    ["interest first", { repayment: "interest_first", rate_ppm: 120_000 } satisfies Terms],
  ])("house, %s: the shopper gets back every cent that was paid, and no income stays", (_, terms) => {
    const plan = paidThrough(activePlan({ terms }), FIVE);
    const paid = plan.rows.reduce((sum, row) => sum + row.paid_principal + row.paid_interest + row.paid_fee, 0);
    const refunded = mustDecide(plan, { kind: "refund", amount: 499_900, reason: "returned" }, on("2026-11-01"));
    expect(refunded.plan.state).toBe("refunded");
    expect(refunded.plan.refund_payable).toBe(paid);
    const { interest, fee } = refunded.plan.paid_back;
    expect(interest + fee).toBeGreaterThan(0);
    expect(refunded.events.find(({ type }) => type === "plan.refunded")?.data).toEqual({
      ...{ amount: 499_900, reason: "returned" },
      ...{ paid_back: paid, cost_back: interest + fee },
    });
    const { plan: done } = mustDecide(refunded.plan, { kind: "pay_out", amount: paid }, on("2026-11-02"));
    expect(done.refund_payable).toBe(0);
    expect(outstandingOf(done)).toBe(0);
  });

  test("a partner's: what it gives back of its own cost is told, in parts that add up to what was paid", () => {
    const plan = paidThrough(activePlan({ terms: FLAT_12, kind: "bank" }), FIVE);
    const back = (from: Plan, amount: number) => {
      const { plan: after, events } = mustDecide(
        from,
        { kind: "refund", amount, reason: "returned" },
        on("2026-11-01"),
      );
      return { after, data: events.find(({ type }) => type === "plan.refunded")!.data };
    };
    const sum = (of: (row: Plan["rows"][number]) => number) => plan.rows.reduce((all, row) => all + of(row), 0);
    const part = back(plan, 400_000);
    const rest = back(part.after, 99_900);
    expect(part.data.cost_back).toBeGreaterThan(0);
    expect(Number(part.data.cost_back) + Number(rest.data.cost_back)).toBe(
      sum((row) => row.paid_interest + row.paid_fee),
    );
    expect(Number(part.data.paid_back) + Number(rest.data.paid_back)).toBe(
      sum((row) => row.paid_principal + row.paid_interest + row.paid_fee),
    );
  });

  test("full payment by card, in two parts", () => {
    const plan = activePlan({ terms: FULL, count: 1, kind: "acquirer", method: "card" });
    const { plan: half } = mustDecide(
      plan,
      { kind: "refund", amount: 200_000, reason: "one of two" },
      on("2026-05-30"),
    );
    expect([half.state, half.refunded]).toEqual(["settled", 200_000]);
    expect(decide(half, { kind: "refund", amount: 299_901, reason: "more" }, on("2026-05-31"))).toEqual({
      ok: false,
      error: { code: "over_refundable", refundable: 299_900, amount: 299_901 },
    });
    const { plan: whole } = mustDecide(half, { kind: "refund", amount: 299_900, reason: "rest" }, on("2026-05-31"));
    expect(whole.state).toBe("refunded");
    expect(decide(whole, { kind: "refund", amount: 1, reason: "again" }, on("2026-06-01"))).toMatchObject({
      error: { code: "wrong_state", state: "refunded" },
    });
  });

  test("interest that is open on principal that was paid falls away with the goods", () => {
    const terms = { repayment: "annuity", rate_ppm: 120_000 } as const;
    const plan = { ...activePlan({ terms }), allocation: "principal_first" } as const;
    const due = mustDecide(plan, { kind: "close_day" }, on("2027-05-22")).plan;
    const paid = mustDecide(due, { kind: "repay", amount: 499_900 }, on("2027-05-22")).plan;
    expect(outstandingOf(paid)).toBeGreaterThan(0);
    const { plan: done } = mustDecide(paid, { kind: "refund", amount: 499_900, reason: "returned" }, on("2027-05-22"));
    expect([done.state, outstandingOf(done), done.refund_payable]).toEqual(["refunded", 0, 499_900]);
  });

  test("late charges that are unpaid fall away; those that were paid stay", () => {
    const late = mustDecide(activePlan({ terms: FLAT_12 }), { kind: "close_day" }, on("2026-07-02")).plan;
    const owed = late.rows[0]!.late;
    expect(owed).toBeGreaterThan(0);
    const paid = mustDecide(late, { kind: "repay", amount: 100 }, on("2026-07-02")).plan;
    const { plan } = mustDecide(paid, { kind: "refund", amount: 499_900, reason: "returned" }, on("2026-07-02"));
    expect([plan.rows[0]!.late, plan.rows[0]!.paid_late, plan.refund_payable]).toEqual([100, 100, 0]);
  });
});

test("fewer instalments: the last rows go, the others stay as they were", () => {
  const plan = activePlan({ terms: FLAT_12 });
  const { plan: after } = mustDecide(
    plan,
    { kind: "refund", amount: 100_000, reason: "part", recompute: "fewer_instalments" },
    on("2026-05-23"),
  );
  expect(after.rows.slice(0, 9)).toEqual(plan.rows.slice(0, 9));
  expect(after.rows.slice(9).map((row) => [row.principal, row.fee])).toEqual([
    [24_974, 1_798],
    [0, 0],
    [0, 0],
  ]);
});

test("interest depends on what is owed, so rows that bear it are not cut from the end", () => {
  const plan = activePlan({ terms: { repayment: "annuity", rate_ppm: 120_000 } });
  const interest = plan.rows.reduce((sum, row) => sum + row.interest, 0);
  const refund = { kind: "refund", amount: 100_000, reason: "part", recompute: "fewer_instalments" } as const;
  expect(decide(plan, refund, on("2026-05-23"))).toEqual({
    ok: false,
    error: { code: "instalments_not_shortened", interest },
  });
});
