import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { describe, expect, test } from "vitest";
import type { Announcement, Announcements } from "./record.ts";
import { statusPage } from "./status-page.ts";

const words = (zh: string, en: string) => ({ "zh-CN": zh, en });
const shibei = { id: "shibei", name: words("拾贝钱包", "Shibei Wallet") };
const pause: Announcement = {
  id: "adj_1",
  kind: "suspend",
  cause: "maintenance",
  state: "in_force",
  reach: [{ partner: shibei, method: "wallet_instalments", counts: [3, 6, 12], offers: ["a", "b", "c"] }],
  explanation: {
    id: "exp_1",
    version: 1,
    ...words("暂不可用：支付连接正在按计划升级", "Not available now: planned upgrade"),
  },
  starts_at: "2026-11-20T02:00:00.000Z",
  back: { kind: "at", at: "2026-11-24T02:00:00.000Z" },
  lifted_at: null,
  better: null,
  alternatives: [],
  updates: [{ at: "2026-11-20T02:00:00.000Z", kind: "started", text: null }],
};
const record = (in_force: Announcement[], lifted: Announcement[] = []): Announcements => ({
  as_of: "2026-11-22T02:28:00.000Z",
  merchant: { id: "hetian", name: words("禾田商城", "Hetian Store"), time_zone: "Asia/Shanghai" },
  in_force,
  upcoming: [],
  lifted,
  components: [
    {
      partner: shibei,
      method: "wallet_instalments",
      counts: [3, 6, 12],
      state: in_force.length ? "paused" : "normal",
      paused_counts: in_force.length ? [3, 6, 12] : [],
      adjustments: in_force.map((each) => each.id),
    },
    {
      partner: { id: "card", name: words("银行卡", "Bank card") },
      method: "card",
      counts: [1],
      state: "normal",
      paused_counts: [],
      adjustments: [],
    },
  ],
});
const page = (locale: "zh-CN" | "en", of: Announcements) =>
  collectResultSync(render(statusPage({ locale, url: "/status", theme: undefined, pane: false }, of)));

describe.each([
  [
    "zh-CN",
    "拾贝钱包 3、6、12 期",
    "暂不可用：支付连接正在按计划升级",
    "11月24日（周二）10:00",
    "所有付款方式都可使用",
  ],
  [
    "en",
    "Shibei Wallet, 3, 6 or 12 months",
    "Not available now: planned upgrade",
    "Tue 24 Nov, 10:00",
    "Every way to pay is available",
  ],
] as const)("in %s", (locale, way, reason, back, allWell) => {
  test("a pause says what, why and until when", () => {
    const html = page(locale, record([pause]));
    for (const said of [way, reason, back]) expect(html).toContain(said);
    expect(html).not.toContain(allWell);
  });

  test("nothing paused is said in the heading", () => {
    expect(page(locale, record([]))).toContain(allWell);
  });

  test("what is back says what is better", () => {
    const lifted: Announcement = {
      ...pause,
      state: "lifted",
      lifted_at: "2026-11-21T02:00:00.000Z",
      better: words("少一步", "One step fewer"),
    };
    expect(page(locale, record([], [lifted]))).toContain(locale === "en" ? "One step fewer" : "少一步");
  });

  test("it is a page without a script", () => {
    expect(page(locale, record([pause]))).not.toContain("<script");
  });
});

test("hostile words stay words", () => {
  const hostile = "<script>alert(1)</script><style>*{display:none}</style>";
  const html = page("en", record([{ ...pause, explanation: { ...pause.explanation, en: hostile } }]));
  expect(html).not.toContain("<script");
  expect(html).not.toContain("<style");
});

test("ten pauses stay within fifty kilobytes", () => {
  const ten = Array.from({ length: 10 }, (_, index) => ({ ...pause, id: `adj_${index}` }));
  expect(Buffer.byteLength(page("zh-CN", record(ten)))).toBeLessThan(50_000);
});
