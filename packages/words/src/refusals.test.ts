import { describe, expect, test } from "vitest";
import { type Missing, sayMissing, sayRefusal } from "./refusals.ts";

const zh = { locale: "zh-CN", zone: "Asia/Shanghai", at: "2026-11-30T02:00:00.000Z" } as const;
const en = { ...zh, locale: "en" } as const;
const way = (text: string): Missing => ({
  ...{ partner: { name: "拾贝钱包" }, method: "wallet_instalments", count: 12, interval: { every: 1, unit: "month" } },
  causes: [{ explanation: { text } }, { explanation: { text } }],
  back: { kind: "at", at: "2026-12-10T02:00:00.000Z" },
});

describe("what a shopper is told", () => {
  test("of a way that has gone: what it is, why, and when it is back", () => {
    expect(sayMissing(way("正在升级"), zh)).toEqual({
      title: "拾贝钱包 12 期",
      reasons: ["正在升级"],
      back: "预计 12月10日（周四）10:00 恢复（北京时间）",
    });
    expect(sayRefusal({ status: 409, code: "way_unavailable", missing: way("正在升级") }, zh).message).toBe(
      "拾贝钱包 12 期：正在升级。预计 12月10日（周四）10:00 恢复（北京时间）。您选的方案现在不能用。未下单、未扣款，请重新选择。",
    );
    expect(sayRefusal({ status: 409, code: "way_unavailable", missing: way("Being upgraded.") }, en).message).toBe(
      "拾贝钱包, 12 months: Being upgraded. Expected back Thu 10 Dec, 10:00 (Beijing time). The way you chose cannot be used now. No order, no charge. Please choose again.",
    );
  });

  test.each([
    [409, "quote_expired", "quote_expired"],
    [422, "unknown_option", "refused"],
    [0, "unreachable", "unreachable"],
    [503, "overloaded", "unreachable"],
  ])("of a problem %d %s", (status, code, told) => {
    expect(sayRefusal({ status, code }, en).code).toBe(told);
    expect(sayRefusal({ status, code }, zh).message).toMatch(/。$/);
  });
});
