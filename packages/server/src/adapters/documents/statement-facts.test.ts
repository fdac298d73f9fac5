import { expect, test } from "vitest";
import type { PlanStatement } from "../../engine/ports.ts";
import { statementFacts } from "./statement-facts.ts";

const name = { "zh-CN": "禾田商城", en: "Hetian" };
const at = "2026-11-30T10:00:00.000Z";

const statementOf = (...data: readonly object[]) =>
  ({
    at,
    today: "2026-11-30",
    zone: "Asia/Shanghai",
    merchant: name,
    partner: { id: "own", name, legalName: null },
    code: null,
    stored: {
      plan: { state: "refunded", interval: { every: 1, unit: "month" }, rows: [], lease: null },
      facts: { count: 12 },
    },
    consent: undefined,
    events: data.map((each) => ({ type: "plan.refunded", at, plan: "plan_1", data: each })),
  }) as unknown as PlanStatement;

test("a refund's paid cost is listed where its event told it, and where there is any", () => {
  const { moved } = statementFacts(
    statementOf(
      { amount: 5_000, reason: "returned", paid_back: 5_120, cost_back: 120 },
      { amount: 4_000, reason: "returned", paid_back: 0, cost_back: 0 },
      { amount: 3_000, reason: "returned" },
    ),
  );
  const event = "plan.refunded";
  expect(moved).toEqual([
    { at, event, amount: 5_000, costBack: 120 },
    { at, event, amount: 4_000 },
    { at, event, amount: 3_000 },
  ]);
});
