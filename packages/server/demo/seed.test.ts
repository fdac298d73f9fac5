import { Catalogue, checkShape } from "@fenqi/contract";
import { aggregateCart, checkCatalogue, compare, compileCatalogue, quote } from "@fenqi/core";
import { describe, expect, test } from "vitest";
import { resolveDays, resolveInstant } from "./relative-time.ts";
import { DEMO_QUOTA_USE, demoCatalogue } from "./seed.ts";

const NOW = "2026-11-22T02:28:00.000Z";
const catalogue = demoCatalogue(NOW);
const compiled = compileCatalogue(catalogue, "demo");

function inputOf(total: number, category = "phone", market = "CN", currency = "CNY") {
  const item = { sku: "x", name: "x", category, tags: [], unit_amount: total, quantity: 1 };
  const cart = aggregateCart({ currency, total, items: [item] });
  return { cart, market, channel: "web", locale: "zh-CN" as const, facts: { quotas: DEMO_QUOTA_USE } };
}

function quoteOf(total: number, category?: string) {
  const answer = quote(compiled, inputOf(total, category), NOW);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

test.each([
  ["@start-2d@10:00", "2026-11-20T02:00:00.000Z"],
  ["@start+2d@10:00", "2026-11-24T02:00:00.000Z"],
  ["@start-40min", "2026-11-22T01:48:00.000Z"],
  ["@start+3h", "2026-11-22T05:28:00.000Z"],
  ["@start", NOW],
])("%s is %s in Shanghai", (text, instant) => {
  expect(resolveInstant(text, NOW, "Asia/Shanghai")).toBe(instant);
});

test("the demo's catalogue has the form that its API asks for, so that it can be fetched, edited and applied", () => {
  expect(checkShape(Catalogue, JSON.parse(JSON.stringify(catalogue)))).toEqual([]);
});

test("a local time follows the zone's clock changes", () => {
  expect(resolveInstant("@start+0d@10:00", "2026-03-28T12:00:00.000Z", "Europe/Berlin")).toBe(
    "2026-03-28T09:00:00.000Z",
  );
  expect(resolveInstant("@start+1d@10:00", "2026-03-28T12:00:00.000Z", "Europe/Berlin")).toBe(
    "2026-03-29T08:00:00.000Z",
  );
});

test("other texts are left alone", () => {
  expect(resolveInstant("start-2d", NOW, "Asia/Shanghai")).toBeUndefined();
  expect(resolveInstant("@starts", NOW, "Asia/Shanghai")).toBeUndefined();
});

test("days in words are written as the language writes them", () => {
  expect(resolveDays("自{start-2d}起", "zh-CN", NOW, "Asia/Shanghai")).toBe("自11月20日起");
  expect(resolveDays("since {start-2d}", "en", NOW, "Asia/Shanghai")).toBe("since 20 Nov");
});

test("the demo catalogue is sound, and nothing relative is left in it", () => {
  expect(checkCatalogue(catalogue)).toEqual([]);
  expect(JSON.stringify(catalogue)).not.toMatch(/@start|\{start/);
});

test("it rolls forward: started a year later, nothing in force is stale", () => {
  const later = "2027-11-22T02:28:00.000Z";
  const returns = demoCatalogue(later).adjustments.flatMap(({ back, lifted_at }) =>
    lifted_at
      ? []
      : back.kind === "at"
        ? [back.at]
        : back.kind === "update_by"
          ? [back.by]
          : back.kind === "window"
            ? [back.from]
            : [],
  );
  expect(returns.length).toBeGreaterThan(3);
  expect(returns.every((at) => at > later)).toBe(true);
});

test("at least six partners, twenty offers, and a live adjustment of each cause", () => {
  expect(catalogue.partners.length).toBeGreaterThanOrEqual(6);
  expect(catalogue.offers.length).toBeGreaterThanOrEqual(20);
  const live = catalogue.adjustments.filter((each) => each.starts_at <= NOW && !each.lifted_at);
  expect(new Set(live.map((each) => each.cause))).toEqual(
    new Set(["partner_terms", "compliance", "maintenance", "business", "incident"]),
  );
});

describe("the cart of the pictures, ¥4,999.00", () => {
  const { options, missing } = quoteOf(499_900);
  const option = (id: string) => options.find((each) => each.id === id);
  const way = (offer: string) => missing.find((each) => each.offer === offer);

  test("every option is the one drawn", () => {
    expect(options.filter((each) => each.prominence === "normal").map((each) => each.id)).toEqual([
      "card-full",
      "yunshan-12",
      "qinghe-6",
      "qinghe-12",
      "card-issuer",
    ]);
  });

  test.each([
    ["yunshan-12", 499_900, "0.000000"],
    ["qinghe-3", 509_898, "11.960461"],
    ["qinghe-6", 518_896, "12.913290"],
    ["qinghe-12", 535_893, "13.034347"],
  ])("%s costs %d at %s %%", (id, total, headline) => {
    expect(option(id)).toMatchObject({ total, rate: { headline } });
  });

  test("three months moved to more ways, with its reason", () => {
    expect(option("qinghe-3")?.prominence).toBe("collapsed");
    expect(option("qinghe-3")?.adjustments[0]?.explanation.text).toBe("自11月20日起优先列出常用期数，条件不变");
  });

  test.each([
    ["shibei-12", "maintenance", { kind: "at", at: "2026-11-24T02:00:00.000Z" }, "yunshan-12", -32_993],
    ["yunshan-24", "partner_terms", { kind: "update_by", by: "2026-11-23T10:00:00.000Z" }, "yunshan-12", -59_988],
    ["qinghe-24", "business", { kind: "none" }, "qinghe-12", -33_993],
  ])("%s is missing for %s, with its return and %s's way out", (offer, category, back, alternative, extra) => {
    expect(way(offer)).toMatchObject({ back });
    expect(way(offer)?.alternatives[0]).toMatchObject({ option: alternative, extra_total: extra });
    expect(way(offer)?.causes[0]?.category).toBe(category);
  });

  test("the autumn promotion is full", () => {
    expect(way("yunshan-6-autumn")?.causes[0]?.category).toBe("promotion");
  });

  test("rent or buy, for eighteen months and ¥1,800 of resale", () => {
    const answer = compare(compiled, inputOf(499_900), NOW, { months: 18, resale: 180_000 });
    expect(answer).toMatchObject({
      ok: true,
      value: { verdict: { cheaper: "buy", by: 200_300 }, break_even: { month: 11, on: "2027-10-22", payment: 12 } },
    });
  });
});

test("a phone and a laptop together open the bundle", () => {
  const items = ["phone", "computer"].map((category) => ({
    sku: category,
    name: category,
    category,
    tags: [],
    unit_amount: 400_000,
    quantity: 1,
  }));
  const cart = aggregateCart({ currency: "CNY", total: 800_000, items });
  const answer = quote(compiled, { ...inputOf(1), cart }, NOW);
  expect(answer.ok && answer.value.options.map((each) => each.id)).toContain("hetian-bundle-12");
});

test.each([
  ["GB", "GBP", "larkfield-12", "uk"],
  ["DE", "EUR", "ahorn-12", "eu"],
])("%s pays in %s under its own regime", (market, currency, offer, regime) => {
  const answer = quote(compiled, inputOf(80_000, "phone", market, currency), NOW);
  expect(answer.ok && answer.value.options.find((each) => each.id === offer)?.rate?.regime).toBe(regime);
});
