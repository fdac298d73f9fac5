import { describe, expect, test } from "vitest";
import { FLAT_12 } from "../quote/sample-catalogue.ts";
import { LEASE } from "../schedule/testing/any-plan.ts";
import { outstandingOf } from "./balance.ts";
import { quoteSettlement } from "./settle.ts";
import { sharesOf } from "./shares.ts";
import { activePlan, mustDecide, newPlan, on } from "./testing/sample-plan.ts";
import type { Plan, PlanDecision } from "./types.ts";

const typesOf = ({ events }: PlanDecision) => events.map(({ type }) => type);

describe("what a dispute comes to is told like what comes to it otherwise", () => {
  const dispute = (plan: Plan, day: string) =>
    mustDecide(plan, { kind: "open_dispute", reason: "not_received" }, on(day)).plan;
  const close = (plan: Plan, given_back: number, day: string) =>
    mustDecide(plan, { kind: "close_dispute", given_back }, on(day));

  test("given back: a refund", () => {
    const decision = close(dispute(activePlan({ terms: FLAT_12 }), "2026-05-23"), 120_000, "2026-05-24");
    expect(typesOf(decision)).toEqual(["plan.dispute_closed", "plan.refunded"]);
    expect(decision.events[1]!.data).toEqual({ amount: 120_000, reason: "dispute", paid_back: 0, cost_back: 0 });
  });

  test("all paid meanwhile: settled", () => {
    const plan = dispute(activePlan({ terms: FLAT_12 }), "2026-05-23");
    const paid = mustDecide(plan, { kind: "repay", amount: outstandingOf(plan) }, on("2026-05-23")).plan;
    expect(typesOf(close(paid, 0, "2026-05-24"))).toEqual(["plan.dispute_closed", "plan.settled"]);
  });

  test("leased goods came back meanwhile, and nothing is owed: returned", () => {
    const plan = dispute(activePlan({ terms: LEASE, kind: "house", method: "lease" }), "2026-05-23");
    const back = mustDecide(plan, { kind: "return_lease" }, on("2026-05-23")).plan;
    expect(typesOf(close(back, 0, "2026-05-24"))).toEqual(["plan.dispute_closed", "plan.returned"]);
  });

  test("a row that was missed meanwhile is told as missed, and one that was missed before is not told again", () => {
    const late = mustDecide(activePlan({ terms: FLAT_12 }), { kind: "close_day" }, on("2026-06-30"));
    expect(typesOf(late)).toContain("plan.row_missed");
    const later = mustDecide(dispute(late.plan, "2026-06-30"), { kind: "close_day" }, on("2026-07-30"));
    expect(typesOf(later)).not.toContain("plan.row_missed");
    const { events, plan } = close(later.plan, 0, "2026-07-30");
    expect(plan.state).toBe("overdue");
    expect(events.filter(({ type }) => type === "plan.row_missed").map(({ data }) => data.row)).toEqual([2]);
  });
});

describe("who gets what counts money once", () => {
  test.each([
    ["house", { shopper: 0, store: 0, partner: 0 }],
    ["bank", { shopper: 0, store: -1_000, partner: 1_000 }],
  ] as const)("credit that pays a %s plan was the shopper's already", (kind, shares) => {
    const plan = { ...activePlan({ terms: FLAT_12, kind }), credit: 1_000 };
    expect(sharesOf(mustDecide(plan, { kind: "apply_credit", amount: 1_000 }, on("2026-05-23")).changes)).toEqual(
      shares,
    );
  });

  test("a charge for settling early is given as it is paid", () => {
    const contingent = { early_ppm: 10_000, early_rebate: true };
    const plan = activePlan({ terms: { ...FLAT_12, contingent } });
    const quote = quoteSettlement(plan, on("2026-05-23"));
    if (!quote.ok) throw new Error(quote.error.code);
    const { total, charge, saving } = quote.value;
    expect(charge).toBeGreaterThan(0);
    const { changes } = mustDecide(plan, { kind: "settle", quote: quote.value }, on("2026-05-23"));
    expect(sharesOf(changes).shopper).toBe(saving + charge - total);
  });

  test("a deposit is given as the goods go out, and none is held of a lease that came to nothing", () => {
    const accepted = newPlan({ terms: LEASE, kind: "house", method: "lease" });
    const atCheckout = accepted.lease!.deposit + accepted.rows[0]!.fee;
    const { plan, changes } = mustDecide(accepted, { kind: "activate" }, on("2026-05-22"));
    expect(sharesOf(changes).shopper).toBe(0 - atCheckout);
    // It is taken, and the plan's own field, which was agreed, has not changed.
    expect(plan.lease!.deposit).toBe(accepted.lease!.deposit);
    expect(changes.filter(({ what }) => what.startsWith("deposit"))).toEqual([
      { row: null, what: "deposit_taken", before: 0, after: accepted.lease!.deposit, from: "shopper", to: "store" },
    ]);
    const back = mustDecide(plan, { kind: "return_lease", damage: 0 }, on("2026-05-23"));
    expect(back.changes).toContainEqual(
      expect.objectContaining({ what: "deposit", before: plan.lease!.deposit, after: 0, from: "store" }),
    );
    expect(mustDecide(accepted, { kind: "cancel", reason: "asked_for" }, on("2026-05-22")).plan.lease!.deposit).toBe(0);
  });
});

test("a row that falls due changes its state by the names that rows have, and one paid ahead does not", () => {
  const plan = activePlan({ terms: FLAT_12 });
  const changesOn = (of: Plan, day: string) =>
    mustDecide(of, { kind: "close_day" }, on(day))
      .changes.filter(({ what, row }) => what === "state" && row === 1)
      .map(({ before, after }) => [before, after]);
  expect(changesOn(plan, "2026-06-22")).toEqual([["upcoming", "due"]]);
  expect(changesOn(plan, "2026-06-25")).toEqual([["upcoming", "overdue"]]);
  const ahead = mustDecide(plan, { kind: "repay", amount: 44_658 }, on("2026-05-23")).plan;
  expect(changesOn(ahead, "2026-06-22")).toEqual([]);
});
