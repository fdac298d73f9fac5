import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { expect, test } from "vitest";
import type { OwnPlan, Refunds } from "./model.ts";
import { planCard } from "./plan-card.ts";

const visit = { url: "/plans", theme: undefined, today: "2026-11-22", now: "2026-11-22T02:00:00.000Z", canPay: false };
const said = (locale: "zh-CN" | "en", refunds: Refunds | null) => {
  const plan: OwnPlan = {
    ...{ id: "plan_1", title: "Watch", state: "active", partner: { name: "Bank" }, method: "card_instalments" },
    ...{ count: 6, interval: { every: 1, unit: "month" }, currency: "CNY", agreed_on: "2026-08-05" },
    ...{ cost: 0, late: 0, costKind: "fee", refunded: 12_000, refunds, settlement: null, goOn: null },
    ...{ collects: false, lease: null, rows: [] },
  };
  const html = collectResultSync(render(planCard({ ...visit, locale, zone: "Asia/Shanghai" }, plan)));
  const box = /<div class="notice info refund">[\s\S]*?<\/dl>/.exec(html)?.[0] ?? "";
  return box
    .replace(/<svg[\s\S]*?<\/svg>|<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
};
const given = [{ at: "2026-11-17T20:00:00.000Z", amount: 12_000 }];
const lowered = [4, 5, 6].map((n) => ({ n, before: 19_983, after: 15_983 }));

test("one refund: its day in the store's zone, what it takes off, each payment before and after, and what goes back", () => {
  expect(said("zh-CN", { given, lowered, paid_back: 0 })).toBe(
    "已退款 ¥120.00 11月18日 从后 3 期各减 ¥40.00 每期 ¥199.83 → ¥159.83 退回原支付方式 ¥0.00",
  );
  expect(said("en", { given, lowered, paid_back: 0 })).toBe(
    "Refunded ¥120.00 18 Nov ¥40.00 off each of the last 3 payments Each payment ¥199.83 → ¥159.83 Back the way you paid ¥0.00",
  );
});

test("two refunds, and payments that are not alike: each by its day, the sum off, and the next one by its number", () => {
  const two = [{ at: "2026-11-16T02:00:00.000Z", amount: 5_000 }, ...given.map((one) => ({ ...one, amount: 7_000 }))];
  const uneven = [{ n: 4, before: 19_983, after: 15_982 }, ...lowered.slice(1)];
  expect(said("en", { given: two, lowered: uneven, paid_back: 1_500 })).toBe(
    "Refunded ¥120.00 16 Nov ¥50.00 18 Nov ¥70.00 Less to pay ¥120.01 off the last 3 payments Payment 4 ¥199.83 → ¥159.82 Back the way you paid ¥15.00",
  );
});

test("where nothing is left to pay it says what went back alone; where nothing came back there is no box", () => {
  expect(said("zh-CN", { given, lowered: [], paid_back: 12_000 })).toBe(
    "已退款 ¥120.00 11月18日 ¥120.00 退回原支付方式 ¥120.00",
  );
  expect(said("zh-CN", null)).toBe("");
});
