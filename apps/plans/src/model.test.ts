import { expect, test } from "vitest";
import { comingUp, nearRows, nextOf, type OwnPlan, stateOf, tally } from "./model.ts";
import { ownPlan } from "./own-plan.ts";

/** Twelve payments of 100 from January on, so many of them paid. */
const planOf = (paid: number, over: Partial<OwnPlan> = {}): OwnPlan => ({
  id: "plan_1",
  title: "Phone",
  state: "active",
  partner: { name: "Bank" },
  method: "card_instalments",
  count: 12,
  interval: { every: 1, unit: "month" },
  currency: "CNY",
  agreed_on: "2026-12-05",
  cost: 0,
  late: 0,
  costKind: "fee",
  refunded: 0,
  refunds: null,
  settlement: null,
  goOn: null,
  collects: false,
  lease: null,
  rows: Array.from({ length: 12 }, (_, k) => ({
    n: k + 1,
    due_on: `2027-${String(k + 1).padStart(2, "0")}-05`,
    total: 100,
    cost: 5,
    late: 0,
    paid: k < paid ? 100 : 0,
    isOverdue: false,
  })),
  ...over,
});
const numbers = (plan: OwnPlan) => nearRows(plan).map(({ n }) => n);

test("four payments stand around the next, at both ends too", () => {
  expect(numbers(planOf(0))).toEqual([1, 2, 3, 4]);
  expect(numbers(planOf(5))).toEqual([5, 6, 7, 8]);
  expect(numbers(planOf(12))).toEqual([9, 10, 11, 12]);
});

test("a payment is paid, overdue, next or open; what was refunded away was neither paid nor is it due", () => {
  const states = (plan: OwnPlan) => plan.rows.slice(1, 5).map((row) => stateOf(plan, row));
  expect(states(planOf(2))).toEqual(["paid", "next", "open", "open"]);
  const late = planOf(2).rows.map((row) => ({ ...row, isOverdue: row.due_on < "2027-04-06" }));
  expect(states(planOf(2, { rows: late }))).toEqual(["paid", "overdue", "overdue", "open"]);
  const fewer = planOf(2).rows.map((row) => (row.n > 4 ? { ...row, total: 0, cost: 0 } : row));
  expect(states(planOf(2, { rows: fewer }))).toEqual(["paid", "next", "open", "none"]);
  expect(tally(planOf(2, { rows: fewer }))).toEqual({ paidCount: 2, paid: 200, openCount: 2, open: 200 });
});

test("part of a payment counts as paid money, and leaves the payment open", () => {
  const [first, ...rest] = planOf(0).rows;
  const plan = planOf(0, { rows: [{ ...first!, paid: 40 }, ...rest] });
  expect(tally(plan)).toEqual({ paidCount: 0, paid: 40, openCount: 12, open: 1_160 });
  expect(nextOf(plan)?.n).toBe(1);
});

test("nothing is open of a plan that came to nothing or was given up", () => {
  for (const state of ["cancelled", "declined", "written_off"]) {
    expect(tally(planOf(2, { state }))).toEqual({ paidCount: 2, paid: 200, openCount: 0, open: 0 });
  }
  expect(tally(planOf(2, { state: "accepted" })).open).toBe(1_000);
});

test("the earliest payment of all comes first, with everything that its month asks for in that currency", () => {
  const early = planOf(3, { id: "early" });
  const late = planOf(3, {
    id: "late",
    rows: planOf(3).rows.map((row) => ({ ...row, due_on: row.due_on.replace("-05", "-20") })),
  });
  const foreign = planOf(3, { id: "foreign", currency: "USD", rows: late.rows });
  const ended = planOf(0, { id: "ended", state: "cancelled" });
  const coming = comingUp([late, ended, foreign, early])!;
  expect([coming.plan.id, coming.row.due_on, coming.month]).toEqual(["early", "2027-04-05", { count: 2, sum: 200 }]);
  expect(comingUp([ended, planOf(12)])).toBeUndefined();
});

test("what a plan costs is called what it is", () => {
  const opened = (interest: number, fee: number) =>
    ({
      title: "Phone",
      settlement: null,
      buyout: null,
      plan: {
        partner: { name: { "zh-CN": "银行", en: "Bank" } },
        schedule: [{ n: 1, due_on: "2027-01-05", interest, fee, late: 0, total: 100, paid: 0 }],
        next_action: {},
      },
    }) as unknown as Parameters<typeof ownPlan>[0];
  const kinds = [opened(0, 5), opened(5, 0), opened(3, 2)].map((plan) => ownPlan(plan, "en").costKind);
  expect(kinds).toEqual(["fee", "interest", "both"]);
});

test("rent is no cost of paying over time; late charges on it stand apart, as everywhere", () => {
  const opened = {
    title: "Phone",
    settlement: null,
    buyout: null,
    plan: {
      method: "lease",
      lease: { deposit: 1_000 },
      partner: { name: { "zh-CN": "银行", en: "Bank" } },
      schedule: [
        { n: 1, due_on: "2027-01-05", principal: 0, interest: 0, fee: 28_900, late: 7, total: 28_907, paid: 0 },
        { n: 2, due_on: "2027-01-06", principal: 90_000, interest: 0, fee: 0, late: 0, total: 90_000, paid: 0 },
      ],
      next_action: {},
    },
  } as unknown as Parameters<typeof ownPlan>[0];
  expect(ownPlan(opened, "en")).toMatchObject({
    ...{ cost: 0, late: 7, lease: { deposit: 1_000, rents: 28_900 } },
    rows: [
      { total: 28_907, cost: 7, late: 7 },
      { total: 90_000, cost: 0 },
    ],
  });
});

test("what is overdue, and how long a price holds, is told by the plan's own time", () => {
  const opened = {
    title: "Phone",
    now: "2028-04-15T02:00:00.000Z",
    settlement: { total: 90, saving: 10, expires_at: "2028-04-15T02:15:00.000Z" },
    buyout: null,
    plan: {
      partner: { name: { "zh-CN": "银行", en: "Bank" } },
      schedule: [
        { n: 1, due_on: "2028-03-31", state: "overdue", interest: 0, fee: 5, late: 2, total: 102, paid: 0 },
        { n: 2, due_on: "2028-04-30", state: "upcoming", interest: 0, fee: 5, late: 0, total: 100, paid: 0 },
      ],
      next_action: {},
    },
  } as unknown as Parameters<typeof ownPlan>[0];
  const plan = ownPlan(opened, "en");
  expect(plan).toMatchObject({ cost: 10, late: 2, costKind: "fee", settlement: { total: 90, minutes: 15 } });
  expect(plan.rows.map(({ isOverdue }) => isOverdue)).toEqual([true, false]);
});
