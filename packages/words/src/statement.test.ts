import { expect, test } from "vitest";
import { type StatementFacts, statementSheet } from "./statement.ts";

const facts = (state: string, over: boolean): StatementFacts => ({
  at: "2026-11-30T04:00:00.000Z",
  today: "2026-11-30",
  zone: "Asia/Shanghai",
  merchant: { "zh-CN": "禾田商城", en: "Hetian" },
  partner: { id: "own", name: { "zh-CN": "禾田分期", en: "Hetian Instalments" }, legalName: null },
  plan: "plan_1",
  order: "o-1",
  code: null,
  state,
  over,
  way: { method: "store_instalments", count: 2, interval: { every: 1, unit: "month" } },
  currency: "CNY",
  agreedOn: "2026-11-30",
  agreed: null,
  rows: [
    { n: 1, due_on: "2026-12-30", principal: 5_000, cost: 0, total: 5_000, paid: 5_000, state: "paid" },
    { n: 2, due_on: "2027-01-30", principal: 5_000, cost: 0, total: 5_000, paid: 0, state: "upcoming" },
  ],
  moved: [],
  balance: { outstanding: 0, due_now: 0, overdue: 0, credit: 0, refunded: 0, refund_payable: 0, deposit: 0 },
});

test.each([
  // state, whether it is over, what the strip says is to pay, how the rows stand
  ["active", false, "to pay, ¥50.00", ["paid", "not due yet"]],
  ["accepted", false, "to pay, ¥50.00", ["paid", "not due yet"]],
  ["written_off", true, "to pay, ¥0.00", ["paid", "—"]],
  ["cancelled", true, "to pay, ¥0.00", ["paid", "—"]],
] as const)("a statement of a plan that is %s asks for what is owed of it", (state, over, toPay, states) => {
  const { blocks } = statementSheet(facts(state, over), "en");
  const strip = blocks.find((block) => block.kind === "strip");
  const table = blocks.find((block) => block.kind === "table");
  expect(strip?.legend).toContain(toPay);
  expect(table?.rows.map((row) => row.at(-1))).toEqual(states);
});

test.each([
  ["en", "Interest and fees paid that come back with the refund"],
  ["zh-CN", "随退款退还的已付息费"],
] as const)("a refund's price and the paid cost that comes back with it stand apart, in %s", (locale, name) => {
  const at = "2026-11-29T04:00:00.000Z";
  const event = "plan.refunded" as const;
  const moved = [
    { at, event, amount: 3_000 },
    { at, event, amount: 5_000, costBack: 120 },
  ];
  const table = statementSheet({ ...facts("refunded", true), moved }, locale).blocks.findLast(
    (block) => block.kind === "table",
  );
  expect(table?.rows.map((row) => row.at(-1))).toEqual(["¥30.00", "¥50.00", "¥1.20"]);
  expect(table?.rows.at(-1)?.[1]).toBe(name);
});
