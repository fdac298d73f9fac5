import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toEpochDay } from "../calendar/index.ts";
import { buildSchedule, priceTerms, type Schedule, type ScheduleInput } from "./index.ts";
import { anyPlan, LEASE, PHONE } from "./testing/any-plan.ts";

const sum = (schedule: Schedule, column: "principal" | "interest" | "fee" | "total") =>
  schedule.rows.reduce((total, row) => total + row[column], 0);

const isAtCheckout = (n: number, { terms }: ScheduleInput) =>
  n === 0 || terms.repayment === "full" || (n === 1 && terms.first_at_checkout === true);

test("rows sum to the amount and its cost, the principal to the amount, exactly", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const schedule = buildSchedule(plan);
      expect(sum(schedule, "principal")).toBe(plan.amount);
      expect(sum(schedule, "interest")).toBe(schedule.interest);
      expect(sum(schedule, "fee")).toBe(schedule.fee);
      expect(sum(schedule, "total")).toBe(plan.amount + schedule.cost);
      expect(schedule.total).toBe(plan.amount + schedule.cost);
      expect(schedule.fee_items.reduce((total, item) => total + item.amount, 0)).toBe(schedule.fee);
    }),
    { numRuns: 500 },
  );
});

test("every row adds up, nothing in it is negative, and what is owed only falls, to nothing", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const { rows, days } = buildSchedule(plan);
      let owed = plan.amount;
      let due = plan.start;
      expect(days).toEqual(rows.map((row) => toEpochDay(row.due_on)));
      for (const [k, row] of rows.entries()) {
        expect(row.total).toBe(row.principal + row.interest + row.fee);
        expect(Math.min(row.principal, row.interest, row.fee)).toBeGreaterThanOrEqual(0);
        expect(row.outstanding).toBe(owed - row.principal);
        expect(days[k]).toBeGreaterThanOrEqual(due);
        owed = row.outstanding;
        due = days[k]!;
        expect(due === plan.start).toBe(isAtCheckout(row.n, plan));
      }
      expect(owed).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test("the price without rows is the schedule's own", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const { rows: _, days: __, payments: ___, columns: ____, fee_items: _____, ...price } = buildSchedule(plan);
      expect(priceTerms(plan)).toEqual(price);
    }),
    { numRuns: 500 },
  );
});

test("runs and what is paid today make up the total", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const { pay_today, runs, total, per_period } = priceTerms(plan);
      expect(pay_today + runs.reduce((paid, run) => paid + run.count * run.amount, 0)).toBe(total);
      expect(per_period).toBe(runs[0]?.amount ?? total);
      for (const [n, run] of runs.entries()) expect(run.amount).not.toBe(runs[n + 1]?.amount);
    }),
  );
});

test("a store that bears everything leaves no cost, and a part never more than the whole", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const borne = (share: number) => priceTerms({ ...plan, terms: { ...plan.terms, store_bears_ppm: share } });
      expect(borne(1_000_000).cost).toBe(0);
      expect(borne(500_000).cost).toBeLessThanOrEqual(borne(0).cost + plan.count);
      expect(borne(0).subsidy).toBe(0);
    }),
  );
});

test("a lease's rows sum to what owning it costs, and its deposit is in no row", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 36 }), fc.integer({ min: 1, max: 10 ** 7 }), (count, amount) => {
      const plan = { ...PHONE, amount, count, terms: LEASE };
      const schedule = buildSchedule(plan);
      const { rows: _, days: __, payments: ___, columns: ____, fee_items: _____, ...price } = schedule;
      expect(priceTerms(plan)).toEqual(price);
      expect(sum(schedule, "total")).toBe(amount + schedule.cost);
      expect(sum(schedule, "principal")).toBe(count >= 12 ? amount : 0);
      expect(schedule.pay_today).toBe(28_900 + 100_000);
    }),
  );
});
