import * as fc from "fast-check";
import { toEpochDay, toIsoDate } from "../../calendar/index.ts";
import type { ScheduleInput } from "../../schedule/index.ts";
import { anyPlan, PHONE } from "../../schedule/testing/any-plan.ts";
import { ALLOCATION_ORDERS, type AllocationOrder } from "../allocation.ts";
import { outstandingOf } from "../balance.ts";
import type { PlanCommand } from "../decide.ts";
import { quoteSettlement } from "../settle.ts";
import type { Plan } from "../types.ts";
import { on } from "./sample-plan.ts";

/** A share of what there is, in ppm, and days that pass before. */
export const anyStep = fc.record({
  kind: fc.constantFrom<PlanCommand["kind"]>(
    "repay",
    "repay",
    "repay",
    "close_day",
    "close_day",
    "close_day",
    "apply_credit",
    "return_credit",
    "pay_out",
    "settle",
    "refund",
    "refund",
    "waive_late",
    "move_due_dates",
    "write_off",
    "open_dispute",
    "close_dispute",
    "return_lease",
    "buy_out",
  ),
  share: fc.integer({ min: 0, max: 1_000_000 }),
  days: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 45 })),
});

const anyLease: fc.Arbitrary<ScheduleInput> = fc
  .record({
    rent: fc.integer({ min: 1, max: 50_000 }),
    deposit: fc.integer({ min: 0, max: 200_000 }),
    deposit_waived: fc.boolean(),
    price: fc.integer({ min: 1, max: 300_000 }),
    after: fc.integer({ min: 0, max: 12 }),
    early_return_after: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ rent, deposit, price, after, ...rest }) => {
    const buyouts = [{ after, price: { amount: price } }];
    const lease = { rent: { amount: rent }, deposit: { amount: deposit }, buyouts, ...rest };
    return { ...PHONE, terms: { repayment: "lease", lease } };
  });

/** A plan and what happens to it, in at most so many steps. */
export const anyLife = (most: number) =>
  fc.record({
    input: fc.oneof({ weight: 3, arbitrary: anyPlan }, { weight: 1, arbitrary: anyLease }),
    kind: fc.constantFrom("house" as const, "bank" as const),
    allocation: fc.constantFrom(...(Object.keys(ALLOCATION_ORDERS) as AllocationOrder[])),
    late: fc.record({
      late_daily_ppm: fc.integer({ min: 0, max: 2_000 }),
      late_fixed: fc.integer({ min: 0, max: 5_000 }),
      early_ppm: fc.integer({ min: 0, max: 50_000 }),
      early_rebate: fc.boolean(),
    }),
    steps: fc.array(anyStep, { minLength: 1, maxLength: most }),
  });

export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

const part = (whole: number, share: number) => Math.max(1, Math.round((whole * share) / 1_000_000));

/** The command of a step, with amounts that the plan may just about take. */
export function commandOf(plan: Plan, { kind, share }: Step, today: string): PlanCommand {
  switch (kind) {
    case "repay":
      return { kind, amount: part(outstandingOf(plan), share), arrived: share % 3 === 0, collected_by: "store" };
    case "apply_credit":
    case "return_credit":
      return { kind, amount: part(plan.credit, share) };
    case "pay_out":
      return { kind, amount: part(plan.refund_payable, share) };
    case "refund":
      return {
        kind,
        amount: share > 900_000 ? plan.amount - plan.refunded : part(plan.amount / 2, share),
        reason: "returned",
        recompute: share % 4 === 0 ? "fewer_instalments" : "lower_instalments",
      };
    case "waive_late":
      return {
        kind,
        amount: part(
          plan.rows.reduce((sum, row) => sum + row.late, 0),
          share,
        ),
      };
    case "settle": {
      const quote = quoteSettlement(plan, on(today));
      return quote.ok ? { kind, quote: quote.value } : { kind: "close_day" };
    }
    case "move_due_dates":
      return { kind, next_due_on: toIsoDate(toEpochDay(today) + 1 + (share % 40)) };
    case "write_off":
      return share > 800_000 ? { kind, reason: "lost" } : { kind: "close_day" };
    case "open_dispute":
      return { kind, reason: "not_received", held: share % 2 === 0 ? part(plan.amount, share) : 0 };
    case "close_dispute":
      return {
        kind,
        given_back: share > 500_000 ? Math.min(part(plan.amount, share), plan.amount - plan.refunded) : 0,
      };
    case "return_lease":
      return { kind, damage: share % 5 };
    default:
      return { kind } as PlanCommand;
  }
}
