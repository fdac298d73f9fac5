import { describe, expect, test } from "vitest";
import { FLAT_12 } from "../quote/sample-catalogue.ts";
import { LEASE } from "../schedule/testing/any-plan.ts";
import { type AllocationOrder, allocate } from "./allocation.ts";
import { balanceOf } from "./balance.ts";
import { buyoutOf } from "./buy-out.ts";
import { decide } from "./decide.ts";
import { quoteSettlement } from "./settle.ts";
import { activePlan, mustDecide, newPlan, on } from "./testing/sample-plan.ts";
import type { Plan } from "./types.ts";

const closed = (plan: Plan, day: string) => mustDecide(plan, { kind: "close_day" }, on(day)).plan;

describe("the daily close", () => {
  const terms = { ...FLAT_12, contingent: { late_daily_ppm: 500, late_fixed: 300 } };

  test("ten closes and one over ten days come to the same plan, with and without a ceiling that bites", () => {
    for (const daily of [500, 2_000]) {
      const plan = activePlan({ terms: { ...terms, contingent: { ...terms.contingent, late_daily_ppm: daily } } });
      let byDay = plan;
      for (let day = 20; day <= 30; day++) byDay = closed(byDay, `2026-06-${day}`);
      expect(byDay).toEqual(closed(plan, "2026-06-30"));
      expect(byDay.state).toBe("overdue");
    }
  });

  test("twice on one day is once", () => {
    const once = closed(activePlan({ terms }), "2026-06-30");
    expect(mustDecide(once, { kind: "close_day" }, on("2026-06-30"))).toEqual({
      plan: once,
      changes: [],
      entries: [],
      events: [],
    });
    expect(decide(once, { kind: "close_day" }, on("2026-06-29"))).toMatchObject({
      error: { code: "day_already_closed" },
    });
  });

  test.each([
    // agreed on, days late, per day ppm, fixed, late: 24 % a year of 416.59 is 0.2739… a day, 0.27 down
    ["before the ceiling", "2025-08-22", 8, 2_000, 300, 300 + 8 * 83],
    ["under the ceiling", "2026-05-22", 8, 500, 0, 8 * 21],
    ["at the ceiling", "2026-05-22", 8, 2_000, 300, 8 * 27],
  ])("%s", (_, start, days, late_daily_ppm, late_fixed, late) => {
    const plan = activePlan({ start, terms: { ...terms, contingent: { late_daily_ppm, late_fixed } } });
    const due = plan.rows[0]!.due_on;
    const day = `${due.slice(0, 8)}${Number(due.slice(8)) + days}`;
    expect(closed(plan, day).rows[0]!.late).toBe(late);
  });

  test("a dispute stops late charges, and they do not come later", () => {
    const due = closed(activePlan({ terms }), "2026-06-22");
    const disputed = mustDecide(due, { kind: "open_dispute", reason: "not_received" }, on("2026-06-22")).plan;
    const after = closed(disputed, "2026-07-10");
    const { plan } = mustDecide(after, { kind: "close_dispute", given_back: 0 }, on("2026-07-10"));
    expect([plan.state, plan.rows[0]!.late]).toEqual(["overdue", 0]);
    expect(closed(plan, "2026-07-12").rows[0]!.late).toBe(2 * 21);
  });

  test("paying what is overdue catches up", () => {
    const late = closed(activePlan({ terms }), "2026-06-25");
    const { overdue } = balanceOf(late, "2026-06-25");
    expect(mustDecide(late, { kind: "repay", amount: overdue - 1 }, on("2026-06-25")).plan.state).toBe("overdue");
    expect(mustDecide(late, { kind: "repay", amount: overdue }, on("2026-06-25")).plan.state).toBe("active");
  });
});

test("in Australia late charges keep under A$120 in a year of the plan", () => {
  const terms = { ...FLAT_12, contingent: { late_fixed: 5_000 } };
  let plan: Plan = { ...activePlan({ terms, currency: "AUD" }), regime: "au" };
  plan = closed(plan, "2027-05-23");
  expect(plan.rows.map(({ late }) => late)).toEqual([5_000, 5_000, 2_000, 0, 0, 0, 0, 0, 0, 0, 0, 5_000]);
});

test.each<[AllocationOrder, readonly (readonly [row: number, part: string, amount: number])[]]>([
  [
    "oldest_first",
    [
      [0, "late", 10],
      [0, "fee", 30],
      [0, "principal", 400],
      [1, "fee", 30],
      [1, "principal", 30],
    ],
  ],
  [
    "late_last",
    [
      [0, "fee", 30],
      [0, "principal", 400],
      [0, "late", 10],
      [1, "fee", 30],
      [1, "principal", 30],
    ],
  ],
  [
    "fees_first",
    [
      [0, "late", 10],
      [0, "fee", 30],
      [1, "fee", 30],
      [0, "principal", 400],
      [1, "principal", 30],
    ],
  ],
  [
    "interest_first",
    [
      [0, "fee", 30],
      [1, "fee", 30],
      [0, "late", 10],
      [0, "principal", 400],
      [1, "principal", 30],
    ],
  ],
  [
    "principal_first",
    [
      [0, "principal", 400],
      [1, "principal", 100],
    ],
  ],
])("500 laid %s", (order, expected) => {
  const [first, second] = activePlan({ terms: FLAT_12 }).rows;
  const rows = [
    { ...first!, principal: 400, fee: 30, late: 10 },
    { ...second!, principal: 400, fee: 30 },
  ];
  const laid = allocate(rows, 500, order, "2026-12-31");
  expect(laid.map(({ at, part, amount }) => [at, part, amount])).toEqual(expected);
});

describe("settling early", () => {
  const plan = closed(activePlan({ terms: FLAT_12 }), "2026-06-10");

  test("a quote ends after fifteen minutes, and when the plan has moved on", () => {
    const quote = quoteSettlement(plan, on("2026-06-10"));
    if (!quote.ok) throw new Error(quote.error.code);
    expect(quote.value).toMatchObject({ total: 499_900, saving: 35_993, charge: 0 });
    const late = { at: "2026-06-10T12:15:00.000Z", today: "2026-06-10" };
    expect(decide(plan, { kind: "settle", quote: quote.value }, late)).toMatchObject({
      error: { code: "settlement_quote_expired" },
    });
    const paid = mustDecide(plan, { kind: "repay", amount: 100 }, on("2026-06-10")).plan;
    expect(decide(paid, { kind: "settle", quote: quote.value }, on("2026-06-10"))).toMatchObject({
      error: { code: "settlement_quote_stale", quoted: 499_900 },
    });
    expect(mustDecide(plan, { kind: "settle", quote: quote.value }, on("2026-06-10")).plan.state).toBe("settled");
  });

  test.each([
    ["nothing is let off", { early_ppm: 30_000 }, 535_893, 0, 0],
    ["a charge of 3 %", { early_ppm: 30_000, early_rebate: true }, 514_897, 14_997, 20_996],
    ["never more than what falls away", { early_ppm: 90_000, early_rebate: true }, 535_893, 35_993, 0],
  ])("%s", (_, contingent, total, charge, saving) => {
    const quote = quoteSettlement(activePlan({ terms: { ...FLAT_12, contingent } }), on("2026-06-10"));
    expect(quote).toMatchObject({ value: { total, charge, saving } });
  });
});

describe("due dates moved", () => {
  const plan = activePlan({ terms: FLAT_12, start: "2026-10-31" });

  test("the new day holds, and February gives its last", () => {
    const { plan: moved } = mustDecide(plan, { kind: "move_due_dates", next_due_on: "2026-12-29" }, on("2026-11-10"));
    expect(moved.rows.slice(0, 4).map(({ due_on }) => due_on)).toEqual([
      "2026-12-29",
      "2027-01-29",
      "2027-02-28",
      "2027-03-29",
    ]);
  });

  test.each(["2026-11-10", "2026-12-30"])("not to %s", (next_due_on) => {
    expect(decide(plan, { kind: "move_due_dates", next_due_on }, on("2026-11-10"))).toEqual({
      ok: false,
      error: { code: "due_date_out_of_range", earliest: "2026-11-11", latest: "2026-12-29", due_on: next_due_on },
    });
  });
});

describe("a lease", () => {
  const plan = activePlan({ terms: LEASE, method: "lease" });

  test("rents are rows, the first is paid at checkout, the deposit is held", () => {
    expect(plan.rows).toHaveLength(12);
    expect(balanceOf(plan, "2026-05-22")).toEqual({ outstanding: 11 * 28_900, due_now: 0, overdue: 0 });
    expect(plan.lease?.deposit).toBe(100_000);
  });

  test("damage and rent above the deposit: what it does not cover stays owed, and paying it ends the lease", () => {
    const due = closed(plan, "2026-08-30");
    const { plan: back } = mustDecide(due, { kind: "return_lease", damage: 50_000 }, on("2026-08-30"));
    expect([back.state, back.lease?.deposit]).toEqual(["overdue", 0]);
    const owed = balanceOf(back, "2026-08-30").outstanding;
    expect(owed).toBe(3 * 28_900 + due.rows.reduce((sum, { late }) => sum + late, 0) - 50_000);
    expect(mustDecide(back, { kind: "repay", amount: owed }, on("2026-08-30")).plan.state).toBe("returned");
  });

  test("bought after twelve rents, not before", () => {
    expect(buyoutOf(plan, "2026-05-22")).toBeNull();
    expect(decide(plan, { kind: "buy_out" }, on("2026-05-22"))).toEqual({
      ok: false,
      error: { code: "no_buyout", after: 12, paid: 1 },
    });
    const paid = mustDecide(plan, { kind: "repay", amount: 11 * 28_900 }, on("2026-05-23")).plan;
    expect(paid.state).toBe("active");
    expect(buyoutOf(paid, "2026-05-23")).toEqual({
      price: 219_900,
      after: 12,
      rent: 0,
      from_deposit: 0,
      total: 219_900,
    });
  });

  test.each([
    [{ kind: "refund", amount: 1, reason: "part" }, "lease_not_refundable"],
    [{ kind: "return_lease", damage: 100_001 }, "over_deposit"],
  ] as const)("%o is refused", (command, code) => {
    expect(decide(plan, command, on("2026-05-23"))).toMatchObject({ error: { code } });
  });

  test("only a lease is handed back or bought", () => {
    const loan = activePlan({ terms: FLAT_12 });
    for (const kind of ["return_lease", "buy_out"] as const) {
      expect(decide(loan, { kind }, on("2026-05-23"))).toEqual({ ok: false, error: { code: "not_a_lease" } });
    }
  });
});

test("a way priced by the card's issuer is one row: what the store is paid", () => {
  const plan = activePlan({ terms: { repayment: "issuer" }, kind: "bank", method: "card_instalments" });
  expect([plan.priced_by, plan.state, plan.rows.length, plan.rows[0]!.principal]).toEqual([
    "issuer",
    "settled",
    1,
    499_900,
  ]);
});

test("the store's subsidy is laid beside the rows and adds up", () => {
  const even = newPlan({ terms: { ...FLAT_12, store_bears_ppm: 500_000 }, kind: "bank" });
  expect(even.rows.map(({ subsidy }) => subsidy)).toEqual([...new Array(9).fill(1_500), 1_499, 1_499, 1_499]);
  const byInterest = newPlan({ terms: { repayment: "annuity", rate_ppm: 120_000, store_bears_ppm: 250_000 } });
  const [first, , , , , , , , , , , last] = byInterest.rows;
  expect(first!.subsidy).toBeGreaterThan(last!.subsidy * 10);
});
