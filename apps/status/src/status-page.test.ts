import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { describe, expect, test } from "vitest";
import { announcementPage } from "./announcement-page.ts";
import { news, pause, record, words } from "./fixture/record.ts";
import type { Announcement, Announcements } from "./record.ts";
import { statusPage } from "./status-page.ts";

const page = (locale: "zh-CN" | "en", of: Announcements) =>
  collectResultSync(render(statusPage({ locale, url: "/status", theme: undefined, pane: false, kept: false }, of)));

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

  test("an announcement says what is given to whom, and nothing where nothing is", () => {
    const { as_of, merchant } = record([]);
    const draw = (compensation: Announcement["compensation"]) => {
      const visit = { locale, url: "/status/adj_1", theme: undefined, pane: false, kept: false };
      const shown = { as_of, merchant, announcement: { ...pause, compensation } };
      return collectResultSync(render(announcementPage(visit, shown)));
    };
    const given = { kind: "voucher", amount: 5_000, currency: "CNY", audience: "no_equal_way" } as const;
    const html = draw({ ...given, valid_until: "2027-01-31T16:00:00.000Z" });
    for (const said of ["¥50.00", "2027", locale === "en" ? "first come first served" : "发完为止"]) {
      expect(html).toContain(said);
    }
    expect(draw(null)).not.toContain(locale === "en" ? "voucher" : "优惠券");
  });

  test("a way that only moved is told as moved wherever its reason stands", () => {
    const explanation = {
      ...pause.explanation,
      "zh-CN": "自11月29日起优先列出常用期数",
      en: "since 29 Nov we list the most used terms first",
    };
    const text = { "zh-CN": explanation["zh-CN"], en: explanation.en };
    const updates = [{ at: pause.starts_at, kind: "started", text }] as const;
    const moved: Announcement = { ...pause, kind: "demote", explanation, updates: [...updates] };
    const whole = locale === "en" ? "Moved to “More ways”: since 29 Nov" : "移至“更多方式”：自11月29日起";
    expect(page(locale, record([moved])).split(whole)).toHaveLength(3);
    const { as_of, merchant } = record([]);
    const visit = { locale, url: "/status/adj_1", theme: undefined, pane: false, kept: false };
    const own = collectResultSync(render(announcementPage(visit, { as_of, merchant, announcement: moved })));
    expect(own.split(whole)).toHaveLength(3);
  });

  test("an announcement that stands by itself is told as such: no way is paused, and nothing is to come back", () => {
    const html = page(locale, record([news]));
    for (const said of [news.title![locale], news.explanation[locale], allWell]) expect(html).toContain(said);
    const visit = { locale, url: "/status/adj_2", theme: undefined, pane: false, kept: false };
    const { as_of, merchant } = record([]);
    const own = collectResultSync(render(announcementPage(visit, { as_of, merchant, announcement: news })));
    expect(own).toContain(news.title![locale]);
    expect(own).not.toContain(locale === "en" ? "Not coming back" : "不再恢复");
    const until: Announcement = { ...news, back: { kind: "at", at: "2026-11-24T02:00:00.000Z" } };
    expect(page(locale, record([until]))).toContain(locale === "en" ? "Until Tue 24 Nov" : "至 11月24日");
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

  test("a store that cannot record says so above everything, and since when", () => {
    const html = page(locale, { ...record([]), not_recording_since: "2026-11-22T02:25:00.000Z" });
    expect(html).toMatch(/role="alert">[\s\S]*10:25[\s\S]*<h1>/);
    expect(page(locale, record([]))).not.toContain('role="alert"');
  });

  const existing =
    locale === "en"
      ? "Repayments, refunds and early settlement of existing plans are unaffected"
      : "已有分期的还款、退款、提前结清不受影响";

  test("a pause says that existing plans go on, while nothing holds up their payments", () => {
    const [quotes, payments] = record([]).services;
    const held = { ...payments!, state: "disturbed", since: "2026-11-22T02:25:00.000Z" } as const;
    expect(page(locale, record([pause]))).toContain(existing);
    expect(page(locale, record([]))).not.toContain(existing);
    expect(page(locale, { ...record([pause]), services: [quotes!, held] })).not.toContain(existing);
  });

  test("services stand around the ways, as they are now and without days; one that is disturbed says since when, and that not all is well", () => {
    const [quotes, payments] = record([]).services;
    const rows = (of: Announcements) =>
      [...page(locale, of).matchAll(/data-service="(\w+)"[\s\S]*?<\/li>/g)].map(([row, id]) => ({ row, id }));
    const well = rows(record([]));
    expect(well.map(({ id }) => id)).toEqual(["checkout_quotes", "payments_and_refunds"]);
    for (const { row } of well) {
      expect(row).toContain(locale === "en" ? "Normal" : "正常");
      expect(row).not.toContain('class="days"');
    }
    const disturbed = { ...quotes!, state: "disturbed", since: "2026-11-22T02:25:00.000Z" } as const;
    const of = { ...record([]), services: [disturbed, payments!] };
    expect(rows(of)[0]!.row).toContain("10:25");
    expect(page(locale, of)).not.toContain(allWell);
    expect(page(locale, of)).not.toContain(locale === "en" ? "All normal" : "全部正常");
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
