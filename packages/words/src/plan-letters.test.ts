import { expect, test } from "vitest";
import { type PlanNoticeFacts, planLetter } from "./plan-letters.ts";

const refunded = (data: PlanNoticeFacts["data"]): PlanNoticeFacts => ({
  step: "refunded",
  data: { amount: 5_000, reason: "returned", ...data },
  merchant: { "zh-CN": "禾田商城", en: "Hetian" },
  order: { order_ref: "o-1", title: "Kettle" },
  partner: { "zh-CN": "清河银行", en: "Qinghe Bank" },
  way: { method: "bank_instalments", count: 2, interval: { every: 1, unit: "month" } },
  currency: "CNY",
  today: "2026-11-30",
  owed: { total: 10_240, cost: 240, late: 0, outstanding: 0, next: null },
  takes: false,
  ask: { telephone: null, hours: null },
});
const links = { plans: "https://shop.example/plans", help: "https://shop.example/support" };

test.each([
  // language, what the event told, what is said of the money that comes back
  [
    "en",
    { paid_back: 5_120, cost_back: 120 },
    "Of what you have paid, ¥51.20 comes back to you; ¥1.20 of it is interest and fees.",
  ],
  ["zh-CN", { paid_back: 5_120, cost_back: 120 }, "您已付的款项中，有 ¥51.20 将退还给您，其中息费 ¥1.20。"],
  ["en", { paid_back: 2_000, cost_back: 0 }, "Of what you have paid, ¥20.00 comes back to you."],
  ["zh-CN", { paid_back: 2_000, cost_back: 0 }, "您已付的款项中，有 ¥20.00 将退还给您。"],
] as const)(
  "in %s a letter of a refund says what comes back in money, and what of it was cost",
  (locale, data, said) => {
    const { text } = planLetter(refunded(data), links, locale);
    expect(text).toContain("¥50.00");
    expect(text.split("\n\n")).toContain(said);
  },
);

test.each([
  ["nothing comes back in money", { paid_back: 0, cost_back: 0 }],
  ["an event recorded before it was told", {}],
])("a letter of a refund says nothing of it: %s", (_, data) => {
  expect(planLetter(refunded(data), links, "en").text).not.toContain("comes back to you");
});
