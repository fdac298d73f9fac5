import { describe, expect, test } from "vitest";
import { insteadTitle, reachTitle } from "./announcement.ts";
import {
  countsTitle,
  date,
  day,
  fullTitle,
  localeOf,
  moment,
  money,
  percent,
  percentOfPpm,
  rentsInFull,
  restOfRuns,
  runs,
  runsInFull,
  tie,
  wayTitle,
  zoneName,
} from "./index.ts";

test.each([
  [499900, "CNY", "zh-CN", "¥4,999.00"],
  [499900, "CNY", "en", "¥4,999.00"],
  [500, "USD", "en", "$5.00"],
  [500, "JPY", "en", "¥500"],
  [12345, "KWD", "en", "KWD 12.345"],
] as const)("%d minor units of %s in %s: %s", (minor, currency, locale, said) => {
  expect(money(minor, currency, locale).replace("\u00a0", " ")).toBe(said);
});

describe("dates", () => {
  const at = "2026-11-24T02:00:00.000Z";
  test.each([
    [date("2026-12-22", "zh-CN"), "12月22日"],
    [date("2026-12-22", "en"), "22 Dec"],
    [date("2026-12-22", "zh-CN", { weekday: true }), "12月22日（周二）"],
    [date("2026-12-27", "zh-CN", { weekday: true }), "12月27日（周日）"],
    [day("2026-12-10T18:00:00.000Z", "Asia/Shanghai", "zh-CN"), "12月11日"],
    [date("2027-11-22", "zh-CN", { near: at }), "2027年11月22日"],
    [date("2027-11-22", "en", { near: at }), "22 Nov 2027"],
    [date("2026-12-31", "en", { near: at }), "31 Dec"],
    [moment(at, "Asia/Shanghai", "zh-CN", { weekday: true }), "11月24日（周二）10:00"],
    [moment(at, "Asia/Shanghai", "en", { weekday: true }), "Tue 24 Nov, 10:00"],
    [moment("2026-11-23T10:00:00.000Z", "Asia/Shanghai", "zh-CN"), "11月23日 18:00"],
    [moment("2026-11-23T10:00:00.000Z", "Asia/Shanghai", "en"), "23 Nov, 18:00"],
    [zoneName("Asia/Shanghai", "zh-CN"), "北京时间"],
    [zoneName("Asia/Shanghai", "en"), "Beijing time"],
  ])("%s", (made, said) => expect(made).toBe(said));
});

test.each([
  ["13.034224", "13.03%"],
  ["12.905000", "12.91%"],
  ["0.000000", "0%"],
])("a rate of %s percent is %s", (rate, said) => expect(percent(rate, "en")).toBe(said));

test("parts per million keep what they say", () => {
  expect(percentOfPpm(500)).toBe("0.05%");
  expect(percentOfPpm(30_000)).toBe("3%");
});

describe("runs", () => {
  const flat = [
    { count: 9, amount: 44658 },
    { count: 3, amount: 44657 },
  ];
  const free = [
    { count: 4, amount: 41659 },
    { count: 8, amount: 41658 },
  ];
  const rented = [
    { count: 11, amount: 28900 },
    { count: 1, amount: 219900 },
  ];
  const lease = { deposit: 50000, buyouts: [{}] };
  const falling = [46000, 45000, 44000, 43000].map((amount) => ({ count: 1, amount }));
  test.each([
    [runs(flat, "CNY", "zh-CN"), "¥446.58（后 3 期 ¥446.57）"],
    [runs(flat, "CNY", "en"), "¥446.58 (last 3: ¥446.57)"],
    [runs(free, "CNY", "zh-CN"), "¥416.58（前 4 期 ¥416.59）"],
    [runs(free, "CNY", "en"), "¥416.58 (first 4: ¥416.59)"],
    [runs([{ count: 6, amount: 100 }], "CNY", "en"), "¥1.00"],
    [runs(rented, "CNY", "zh-CN", true), "¥289.00（买断 ¥2,199.00）"],
    [runs(rented, "CNY", "en", true), "¥289.00 (then ¥2,199.00 to buy)"],
    [runs(falling, "CNY", "zh-CN"), "¥460.00（末期 ¥430.00）"],
    [
      restOfRuns(
        [
          { count: 1, amount: 300 },
          { count: 10, amount: 200 },
          { count: 1, amount: 100 },
        ],
        "CNY",
        "zh-CN",
      ),
      "首期 ¥3.00，末期 ¥1.00",
    ],
    [runsInFull(flat, "CNY", "zh-CN"), "¥446.58 × 9，¥446.57 × 3"],
    [runsInFull(flat, "CNY", "en"), "9 × ¥446.58, then 3 × ¥446.57"],
    [rentsInFull({ pay_today: 78900, runs: rented, lease }, "CNY", "zh-CN"), "¥289.00 × 12，买断 ¥2,199.00"],
    [rentsInFull({ pay_today: 78900, runs: rented, lease }, "CNY", "en"), "12 × ¥289.00, then ¥2,199.00 to buy"],
    [
      rentsInFull({ pay_today: 30000, runs: rented, lease: { ...lease, deposit: 0 } }, "CNY", "en"),
      "1 × ¥300.00, then 11 × ¥289.00, then ¥2,199.00 to buy",
    ],
    [
      rentsInFull({ pay_today: 78900, runs: rented.slice(0, 1), lease: { ...lease, buyouts: [] } }, "CNY", "en"),
      "12 × ¥289.00",
    ],
    [runs([], "CNY", "en"), ""],
  ])("%s", (made, said) => expect(made).toBe(said));
});

describe("titles", () => {
  const month = { every: 1, unit: "month" };
  const card = { method: "card_instalments", count: 12, interval: month, partner: { name: "云杉银行" } };
  const wallet = { method: "wallet_instalments", count: 12, interval: month, partner: { name: "Shibei Wallet" } };
  test.each([
    [fullTitle(card, "zh-CN", true), "云杉银行信用卡 12 期免息"],
    [fullTitle({ ...card, partner: { name: "Yunshan Bank" } }, "en", true), "Yunshan Bank card, 12 interest-free"],
    [countsTitle({ ...wallet, partner: { name: "拾贝钱包" } }, [3, 6, 12], "zh-CN"), "拾贝钱包 3、6、12 期"],
    [countsTitle(wallet, [3, 6, 12], "en"), "Shibei Wallet, 3, 6 or 12 months"],
    [countsTitle({ ...wallet, interval: { every: 2, unit: "week" } }, [4], "en"), "Shibei Wallet, 4 payments"],
    [countsTitle(wallet, [1], "en"), "Shibei Wallet, 1 payment"],
    [wayTitle(wallet, "en"), "12 months"],
    [wayTitle({ ...wallet, count: 1 }, "en"), "1 payment"],
    [wayTitle({ ...wallet, count: 4, interval: { every: 2, unit: "week" } }, "en"), "4 payments"],
    [wayTitle({ ...wallet, count: 4, interval: { every: 3, unit: "month" } }, "en"), "4 payments"],
    [wayTitle({ ...card, method: "card", count: 1 }, "zh-CN"), "银行卡全款"],
    [wayTitle({ ...card, method: "card", count: null }, "en"), "Pay by card, split at your bank"],
    [wayTitle({ ...card, method: "lease" }, "en"), "Rent 12 months, then buy"],
  ])("%s", (made, said) => expect(made).toBe(said));
});

test("ways of other intervals, or of several, are not called months", () => {
  const shibei = {
    partner: { name: { "zh-CN": "拾贝钱包", en: "Shibei Wallet" } },
    method: "wallet_instalments",
    counts: [3, 6],
  };
  const titleOf = (interval: { every: number; unit: string } | null) =>
    reachTitle({ reach: [{ ...shibei, interval }], title: null }, "en");
  expect(titleOf({ every: 1, unit: "month" })).toBe("Shibei Wallet, 3 or 6 months");
  expect(titleOf({ every: 2, unit: "week" })).toBe("Shibei Wallet, 3 or 6 payments");
  expect(titleOf(null)).toBe("Shibei Wallet, 3 or 6 payments");
});

describe("the ways out of an announcement", () => {
  const way = {
    partner: { name: { "zh-CN": "云杉银行", en: "Yunshan Bank" } },
    method: "card_instalments",
    title: null,
  };
  const fortnight = { every: 2, unit: "week" };
  test.each([
    [{ ...way, count: 12, interest_free: true }, "云杉银行信用卡 12 期免息", "Yunshan Bank card, 12 interest-free"],
    [{ ...way, count: 12, interest_free: false }, "云杉银行信用卡 12 期", "Yunshan Bank card, 12 months"],
    [{ ...way, count: 4, interval: fortnight }, "云杉银行信用卡 4 期", "Yunshan Bank card, 4 payments"],
    [{ ...way, count: 4, interest_free: true, title: { "zh-CN": "四期", en: "Four" } }, "四期", "Four"],
  ])("%o", (alternative, zh, en) => {
    expect(insteadTitle({ alternatives: [alternative] }, "zh-CN")).toBe(zh);
    expect(insteadTitle({ alternatives: [alternative] }, "en")).toBe(en);
  });
});

test("numbers keep to the words beside them", () => {
  expect(tie("自 11月20日起不再提供 24 期")).toBe("自\u00a011月20日起不再提供\u00a024\u00a0期");
  expect(tie("on 20 Nov. A 5 kg box")).toBe("on 20\u00a0Nov. A 5 kg box");
});

test.each([
  ["en-US", "en"],
  ["en", "en"],
  ["zh-Hant", "zh-CN"],
  [undefined, "zh-CN"],
  ["enx", "zh-CN"],
] as const)("%s speaks %s", (tag, locale) => {
  expect(localeOf(tag)).toBe(locale);
});
