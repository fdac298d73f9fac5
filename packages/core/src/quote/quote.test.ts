import { describe, expect, test } from "vitest";
import type { Adjustment } from "../adjustment/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { Offer } from "../offer/index.ts";
import { quote, quoteOption } from "./quote.ts";
import {
  AT,
  compiledSample,
  FLAT_12,
  FREE,
  inputFor,
  PHONE,
  sampleAdjustment,
  sampleCatalogue,
  sampleOffer,
} from "./sample-catalogue.ts";
import type { QuoteAnswer, QuoteInput } from "./types.ts";

function ask(fields: Partial<Catalogue> = {}, input: QuoteInput = inputFor(), at = AT): QuoteAnswer {
  const result = quote(compiledSample(fields), input, at);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function askOne(offer: Offer, input?: QuoteInput, at?: string) {
  return ask({ offers: [offer] }, input, at);
}

describe("options", () => {
  test("stand lowest total first, the issuer-priced way last", () => {
    expect(ask().options.map((option) => option.id)).toEqual([
      "card-full",
      "yunshan-12",
      "qinghe-12",
      "lease-12",
      "qinghe-24",
      "issuer",
    ]);
  });

  test("tell the true cost: the worked example of the checkout", () => {
    const option = ask().options.find(({ id }) => id === "qinghe-12")!;
    expect(option).toMatchObject({
      total: 5_358_93,
      cost: 359_93,
      pay_today: 0,
      runs: [
        { count: 9, amount: 446_58 },
        { count: 3, amount: 446_57 },
      ],
      first_due_on: "2026-12-22",
      last_due_on: "2027-11-22",
    });
    expect(option.rate).toMatchObject({ regime: "cn", label: "simple" });
    expect(Number(option.rate?.headline)).toBeCloseTo(13.03, 2);
    expect(Number(option.rate?.effective)).toBeCloseTo(13.84, 2);
  });

  test("免息 only when the total is the cash price", () => {
    const { options } = ask();
    expect(options.filter((o) => o.badges.includes("interest_free")).map((o) => o.id)).toEqual(["yunshan-12"]);
    expect(options.filter((o) => o.badges.includes("lowest_total")).map((o) => o.id)).toEqual([
      "card-full",
      "yunshan-12",
    ]);
  });

  test("priced by the issuer: no total, no rate", () => {
    expect(ask().options.at(-1)).toMatchObject({ priced_by: "issuer", total: null, cost: null, rate: null, runs: [] });
  });

  test("the lender's line has the registered name, where there is one", () => {
    const partners = sampleCatalogue().partners.map((partner) =>
      partner.id === "qinghe"
        ? { ...partner, legal_name: { "zh-CN": "青禾消费金融有限公司", en: "Qinghe Co." } }
        : partner,
    );
    const named = ask({ partners }).options.map(({ partner }) => partner);
    expect(named).toContainEqual({ id: "qinghe", name: "青禾消费金融", legal_name: "青禾消费金融有限公司" });
    expect(named).toContainEqual({ id: "yunshan", name: "云杉银行" });
  });

  test("only credit asks for reading time", () => {
    const asked = ask().options.map(({ id, disclosure }) => [id, disclosure.acknowledgement.reading_seconds]);
    expect(asked).toEqual([
      ["card-full", 0],
      ["yunshan-12", 10],
      ["qinghe-12", 10],
      ["lease-12", 10],
      ["qinghe-24", 10],
      ["issuer", 0],
    ]);
  });

  test("rows are left out on request, and nothing else changes", () => {
    const compiled = compiledSample();
    const whole = quote(compiled, inputFor(), AT);
    const short = quote(compiled, inputFor(), AT, { schedules: false });
    if (!whole.ok || !short.ok) throw new Error("refused");
    expect(whole.value.options[2]?.schedule).toHaveLength(12);
    const stripped = whole.value.options.map(({ schedule: _, ...option }) => option);
    expect(short.value.options).toEqual(stripped);
  });

  test("a lease shows a comparison rate and no headline", () => {
    const lease = ask().options.find(({ id }) => id === "lease-12")!;
    expect(lease.rate?.headline).toBeNull();
    expect(lease.lease).toMatchObject({ deposit: 1_000_00, rent: 289_00, buyouts: [{ after: 12, price: 2_199_00 }] });
    expect(Number(lease.lease?.comparison_rate)).toBeCloseTo(26.85, 2);
    expect(lease.total).toBe(5_667_00);
    expect(lease.pay_today).toBe(1_289_00);
  });

  test("prices are held for a quarter of an hour", () => {
    expect(ask()).toMatchObject({ created_at: AT, expires_at: "2026-11-22T02:43:00.000Z" });
  });

  test("of equal totals the one with the fewest payments stands first, then the catalogue's order", () => {
    const offers = [
      sampleOffer("twelve", { count: 12, with: FREE }),
      sampleOffer("three", { count: 3, with: FREE }),
      sampleOffer("six", { count: 6, with: FREE }),
      sampleOffer("three-too", { count: 3, with: FREE }),
    ];
    expect(ask({ offers }).options.map(({ id }) => id)).toEqual(["three", "three-too", "six", "twelve"]);
  });

  test("where only issuers know their price, none is called the lowest", () => {
    const offers = [sampleOffer("issuer", { count: null, method: "card_instalments", with: { repayment: "issuer" } })];
    expect(ask({ offers }).options.map(({ badges }) => badges)).toEqual([[]]);
  });

  test("one option whole: schedule and cost table", () => {
    const result = quoteOption(compiledSample(), inputFor(), AT, "qinghe-12");
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.schedule?.reduce((sum, row) => sum + row.total, 0)).toBe(5_358_93);
    expect(result.value.disclosure).toMatchObject({ total: { amount: 359_93 }, nothing_else: true });
  });

  test("an option that is missing cannot be opened", () => {
    const compiled = compiledSample({ adjustments: [sampleAdjustment("a", { scope: { offer: "qinghe-12" } })] });
    expect(quoteOption(compiled, inputFor(), AT, "qinghe-12")).toEqual({
      ok: false,
      error: { code: "unknown_option", option: "qinghe-12" },
    });
  });
});

describe("what a quote refuses", () => {
  test.each([
    ["unknown_market", { ...inputFor(), market: "ZZ" }],
    ["unknown_currency", { ...inputFor(), cart: { ...inputFor().cart, currency: "XXX" } }],
    ["total_mismatch", { ...inputFor(), cart: { ...inputFor().cart, total: 1 } }],
    ["nothing_to_pay", inputFor({ ...PHONE, total: 0, lines: [{ kind: "gift_card", amount: -4_999_00 }] })],
  ] as const)("%s", (code, input) => {
    const result = quote(compiledSample(), input, AT);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(quoteOption(compiledSample(), input, AT, "qinghe-12")).toEqual(result);
  });

  test("an instant that is none is a caller's bug", () => {
    expect(() => quote(compiledSample(), inputFor(), "yesterday")).toThrow("not an instant: yesterday");
  });

  test("one option above the law's ceiling, as an option", () => {
    const dear = sampleOffer("dear", { with: { repayment: "annuity", rate_ppm: 300_000 } });
    expect(quoteOption(compiledSample({ offers: [dear] }), inputFor(), AT, "dear")).toMatchObject({
      ok: false,
      error: { code: "unknown_option" },
    });
  });
});

describe("causes", () => {
  const covered = (conditions: Offer["conditions"]) => sampleOffer("x", { ...(conditions && { conditions }) });
  const giftCart = {
    ...PHONE,
    total: 4_899_00,
    lines: [{ kind: "gift_card", amount: -100_00 }],
  } as const;

  test.each([
    ["amount_below_min", covered({ amount: { min: 5_000_00 } }), inputFor()],
    ["amount_above_max", covered({ amount: { max: 1_000_00 } }), inputFor()],
    ["category_not_covered", covered({ categories: { in: ["laptop"] } }), inputFor()],
    ["category_excluded", covered({ categories: { out: ["phone"] } }), inputFor()],
    ["tag_not_covered", covered({ tags: { in: ["sale"] } }), inputFor()],
    ["tag_excluded", covered({ tags: { out: ["new"] } }), inputFor()],
    ["share_too_low", covered({ share: { categories: ["laptop"], min_ppm: 500_000 } }), inputFor()],
    ["line_excluded", covered({ excludes_lines: ["gift_card"] }), inputFor(giftCart)],
    ["outside_window", covered({ windows: [{ from: "2026-12-10T00:00:00.000Z" }] }), inputFor()],
    [
      "order_rule",
      covered({ rules: [{ code: "big", when: "cart.total > 900000", about: "order", explanation: "off.goods" }] }),
      inputFor(),
    ],
    [
      "store_rule",
      covered({ rules: [{ code: "r", when: "has(shopper.age)", about: "store", explanation: "off.personal.store" }] }),
      inputFor(),
    ],
    ["shopper_unknown", covered({ shopper: { student: true } }), inputFor()],
    ["shopper_unverified", covered({ shopper: { verified: true } }), inputFor()],
    ["store_rule", covered({ shopper: { age: { min: 18 } } }), inputFor(PHONE, { age: 17 })],
    ["store_rule", covered({ outstanding: { max: 5_000_00 } }), inputFor(PHONE, { outstanding: 1_000_00 })],
    ["store_rule", covered({ active_plans: { max: 2 } }), inputFor(PHONE, { active_plans: 2 })],
    ["lender_declined", covered(undefined), inputFor(PHONE, { declined_by: ["qinghe"] })],
    ["no_longer_offered", sampleOffer("x", { valid: { until: "2026-11-20T00:00:00.000Z" } }), inputFor()],
    ["not_yet_offered", sampleOffer("x", { valid: { from: "2026-12-01T00:00:00.000Z" } }), inputFor()],
    [
      "quota_used_up",
      sampleOffer("x", { quota: { id: "q", max_count: 100 } }),
      inputFor(PHONE, undefined, { quotas: { q: { count: 100, amount: 0 } } }),
    ],
    ["partner_unavailable", covered(undefined), inputFor(PHONE, undefined, { partners_down: ["qinghe"] })],
    ["rate_above_cap", sampleOffer("x", { with: { repayment: "annuity", rate_ppm: 300_000 } }), inputFor()],
    [
      "cost_above_cap",
      sampleOffer("x", {
        markets: ["GB"],
        currency: "GBP",
        count: 2,
        with: {
          repayment: "interest_free",
          fees: [{ code: "service_fee", charge: { ppm: 800_000 }, per: "total", when: "last", charged_by: "qinghe" }],
        },
      }),
      { ...inputFor({ ...PHONE, currency: "GBP" }), market: "GB" },
    ],
  ] as const)("%s", (code, offer, input) => {
    const { options, missing } = askOne(offer, input);
    expect(options).toEqual([]);
    expect(missing[0]?.causes.map((cause) => cause.code)).toEqual([code]);
    expect(missing[0]?.causes[0]?.explanation.text).not.toMatch(/[{}‹›…]/);
  });

  test("a larger cart is no help where the rate passes its ceiling at every amount", () => {
    const offer = (rate_ppm: number) =>
      sampleOffer("x", { conditions: { amount: { min: 6_000_00 } }, with: { repayment: "annuity", rate_ppm } });
    const helpOf = (rate_ppm: number) => askOne(offer(rate_ppm)).missing[0]?.would_help.length;
    expect([helpOf(200_000), helpOf(235_000), helpOf(300_000)]).toEqual([1, 1, 0]);
  });

  test("terms that an adjustment gives to several offers are dear for the short one and not for the long one", () => {
    const offer = (id: string, count: number) => sampleOffer(id, { count, conditions: { amount: { min: 6_000_00 } } });
    const offers = [offer("twelve", 12), offer("three", 3)];
    const terms = {
      repayment: "flat_fee",
      fees: [{ code: "instalment_fee", charge: { ppm: 80_000 }, per: "total", when: "each", charged_by: "qinghe" }],
    } as const;
    const { missing } = ask({ offers, adjustments: [sampleAdjustment("dearer", { kind: "reprice", terms })] });
    const helped = missing.map((way) => [way.offer, way.would_help.length]);
    expect(Object.fromEntries(helped)).toEqual({ twelve: 1, three: 0 });
  });

  test("a larger cart is no help where its fees would pass a ceiling in money", () => {
    const offer = (ppm: number) =>
      sampleOffer("x", {
        markets: ["AU"],
        currency: "AUD",
        conditions: { amount: { min: 9_000_00 } },
        with: {
          repayment: "interest_free",
          fees: [{ code: "service_fee", charge: { ppm }, per: "total", when: "last", charged_by: "qinghe" }],
        },
      });
    const input = { ...inputFor({ ...PHONE, currency: "AUD" }), market: "AU" };
    const helpOf = (ppm: number) => askOne(offer(ppm), input).missing[0]?.would_help.length;
    // 9,000.00 bear 180.00 of fees at 2 %, and 225.00 at 2.5 %: more than 200.00.
    expect([helpOf(20_000), helpOf(25_000)]).toEqual([1, 0]);
  });

  test("all of them, in the fixed order", () => {
    const offer = covered({
      shopper: { verified: true },
      amount: { min: 5_000_00 },
      categories: { out: ["phone"] },
      windows: [{ from: "2026-12-10T00:00:00.000Z" }],
    });
    const adjustments = [sampleAdjustment("a", {})];
    const { missing } = ask({ offers: [offer], adjustments });
    expect(missing[0]?.causes.map((cause) => cause.code)).toEqual([
      "suspended",
      "outside_window",
      "amount_below_min",
      "category_excluded",
      "shopper_unverified",
    ]);
  });

  test("the order limits are told with their amounts", () => {
    const { missing } = askOne(covered({ amount: { min: 600_00, max: 1_000_00 } }));
    expect(missing[0]?.causes[0]).toMatchObject({
      category: "order",
      explanation: { id: "off.order", text: "适用于 ¥600–¥1,000 的订单" },
      facts: { min: 600_00, max: 1_000_00 },
    });
  });

  test("a shopper's facts never reach the answer", () => {
    const offer = covered({ shopper: { age: { min: 18 }, segments: { out: ["watch"] } }, outstanding: { max: 1 } });
    const one = askOne(offer, inputFor(PHONE, { age: 17, segments: [], outstanding: 0 }));
    const two = askOne(offer, inputFor(PHONE, { age: 40, segments: ["watch"], outstanding: 9_999_00 }));
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
  });
});

describe("what would help", () => {
  const item = (category: string, unit_amount: number) => ({
    sku: category,
    name: category,
    category,
    tags: [],
    unit_amount,
    quantity: 1,
  });
  const cart = {
    currency: "CNY",
    total: 1,
    items: [item("phone", 1), item("laptop", 12)],
    lines: [{ kind: "gift_card" as const, amount: -12 }],
  };

  test.each([
    { categories: { out: ["phone"] } },
    { categories: { out: ["phone"] }, windows: [{ from: "2026-12-10T00:00:00.000Z" }] },
  ])("is nothing where taking goods away leaves nothing to pay: %j", (conditions) => {
    const [way] = askOne(sampleOffer("a", { conditions }), inputFor(cart)).missing;
    expect(way).toMatchObject({ offer: "a", would_help: [] });
  });
});

describe("adjustments", () => {
  const inForce = (fields: Partial<Adjustment>) => ask({ adjustments: [sampleAdjustment("adj_1", fields)] });

  test("a suspension says why, until when, and what instead", () => {
    const { missing } = inForce({ scope: { partner: "qinghe", count: 12 } });
    expect(missing).toHaveLength(1);
    expect(missing[0]).toMatchObject({
      offer: "qinghe-12",
      count: 12,
      causes: [
        {
          code: "suspended",
          category: "maintenance",
          explanation: { id: "exp_adj_1", version: 1, text: "暂不可用：支付连接正在按计划升级" },
          facts: { adjustment: "adj_1", since: "2026-11-20T02:00:00.000Z" },
        },
      ],
      back: { kind: "at", at: "2026-11-24T02:00:00.000Z" },
      would_help: [],
      adjustment: "adj_1",
    });
    expect(missing[0]?.alternatives[0]).toEqual({
      option: "yunshan-12",
      extra_total: -359_93,
      extra_per_period: 416_59 - 446_58,
    });
  });

  test.each([
    ["before it starts", { starts_at: "2026-11-23T00:00:00.000Z" }],
    ["after it was lifted", { lifted_at: "2026-11-22T00:00:00.000Z" }],
    ["in another channel", { scope: { channel: "app" } }],
    ["for another category", { scope: { category: "laptop" } }],
    ["for another segment", { scope: { segment: "staff" } }],
  ])("does nothing %s", (_, fields) => {
    expect(inForce({ ...fields }).missing).toEqual([]);
  });

  test("a lifted one is told for three days, with what is better", () => {
    const lifted = {
      scope: { offer: "qinghe-12" },
      lifted_at: "2026-11-22T02:00:00.000Z",
      better: { "zh-CN": "确认付款少一步", en: "One step less" },
    };
    const option = inForce(lifted).options.find(({ id }) => id === "qinghe-12")!;
    expect(option.badges).toContain("restored");
    expect(option.adjustments).toMatchObject([
      { kind: "lift", explanation: { id: "exp_adj_1", text: "确认付款少一步" } },
    ]);
    const later = ask({ adjustments: [sampleAdjustment("adj_1", lifted)] }, inputFor(), "2026-11-26T02:00:00.000Z");
    expect(later.options.find(({ id }) => id === "qinghe-12")?.adjustments).toEqual([]);
  });

  test("a ramp opens the way to its share of shoppers, the same ones each time; nobody unknown before the last step", () => {
    const adjustments = [sampleAdjustment("adj_1", { scope: { offer: "qinghe-12" }, admits_ppm: 300_000 })];
    const isOpenTo = (ref?: string) =>
      ask({ adjustments }, inputFor(PHONE, ref === undefined ? undefined : { ref })).missing.length === 0;
    const open = Array.from({ length: 200 }, (_, n) => `shopper-${n}`).filter(isOpenTo);
    expect(open.length).toBeGreaterThan(40);
    expect(open.length).toBeLessThan(80);
    expect(open.every(isOpenTo)).toBe(true);
    expect(isOpenTo()).toBe(false);
  });

  test("demoted is explained like gone", () => {
    const option = inForce({ kind: "demote", cause: "business", scope: { offer: "qinghe-24" } }).options.find(
      ({ id }) => id === "qinghe-24",
    )!;
    expect(option.prominence).toBe("collapsed");
    expect(option.adjustments).toMatchObject([{ id: "adj_1", kind: "demote" }]);
  });

  test("repriced tells the old terms and since when", () => {
    const option = inForce({ kind: "reprice", scope: { offer: "qinghe-12" }, terms: FREE }).options.find(
      ({ id }) => id === "qinghe-12",
    )!;
    expect(option.total).toBe(4_999_00);
    expect(option.changed_from).toMatchObject({ total: 5_358_93, since: "2026-11-20T02:00:00.000Z" });
  });

  test("restricted names the adjustment and the narrower condition", () => {
    const { missing } = inForce({
      kind: "restrict",
      cause: "risk",
      scope: { offer: "qinghe-12" },
      restrict: { amount: { max: 3_000_00 } },
    });
    expect(missing[0]?.causes).toMatchObject([{ code: "restricted", category: "risk", facts: { max: 3_000_00 } }]);
  });

  test("withdrawn stays a missing way for 30 days, then leaves the quote", () => {
    const withdrawn = {
      kind: "withdraw",
      cause: "business",
      scope: { offer: "qinghe-24" },
      back: { kind: "none" },
    } as const;
    const adjustments = [sampleAdjustment("adj_1", withdrawn)];
    expect(ask({ adjustments }).missing[0]).toMatchObject({ offer: "qinghe-24", back: { kind: "none" } });
    const later = ask({ adjustments }, inputFor(), "2026-12-21T02:00:00.000Z");
    expect([...later.options, ...later.missing].map(({ offer }) => offer)).not.toContain("qinghe-24");
  });

  test("the adjustment's own alternatives come first, where they are options", () => {
    const chosen = ask({
      adjustments: [sampleAdjustment("adj_1", { scope: { offer: "qinghe-24" }, alternatives: ["qinghe-12"] })],
    });
    expect(chosen.missing[0]?.alternatives[0]?.option).toBe("qinghe-12");
  });

  test("overlapping ones are all named, and the way is back when the last has gone", () => {
    const adjustments = [
      sampleAdjustment("b", { cause: "incident", back: { kind: "update_by", by: "2026-11-23T10:00:00.000Z" } }),
      sampleAdjustment("a", { cause: "compliance", back: { kind: "at", at: "2026-11-25T02:00:00.000Z" } }),
    ];
    const { missing } = ask({ adjustments });
    expect(missing[0]?.causes.map(({ facts }) => facts.adjustment)).toEqual(["a", "b"]);
    expect(missing[0]?.back).toEqual({ kind: "update_by", by: "2026-11-23T10:00:00.000Z" });
  });

  test("a sooner return never hides a later one", () => {
    const adjustments = [
      sampleAdjustment("a", { back: { kind: "at", at: "2026-11-25T02:00:00.000Z" } }),
      sampleAdjustment("b", {
        back: { kind: "window", from: "2026-11-26T00:00:00.000Z", until: "2026-11-28T00:00:00.000Z" },
      }),
    ];
    expect(ask({ adjustments }).missing[0]?.back).toEqual({
      kind: "window",
      from: "2026-11-26T00:00:00.000Z",
      until: "2026-11-28T00:00:00.000Z",
    });
  });
});

describe("alternatives", () => {
  test("same count first, then the nearest per period, renting never", () => {
    const offers = [
      ...sampleCatalogue().offers,
      sampleOffer("qinghe-6", { count: 6 }),
      sampleOffer("gone-12", { valid: { until: "2026-11-20T00:00:00.000Z" } }),
    ];
    const { missing } = ask({ offers });
    expect(missing[0]?.alternatives.map(({ option }) => option)).toEqual(["yunshan-12", "qinghe-12", "qinghe-24"]);
  });

  test("where the price is the issuer's secret, nothing is called cheaper", () => {
    const offers = [
      sampleOffer("issuer", { count: null, method: "card_instalments", with: { repayment: "issuer" } }),
      sampleOffer("gone", { valid: { until: "2026-11-20T00:00:00.000Z" }, with: FLAT_12 }),
    ];
    expect(ask({ offers }).missing[0]?.alternatives).toEqual([
      { option: "issuer", extra_total: null, extra_per_period: null },
    ]);
  });
});

test("replay: the same question gives the same bytes", () => {
  const adjustments = [sampleAdjustment("a", { scope: { partner: "qinghe" } })];
  const first = JSON.stringify(ask({ adjustments }));
  expect(JSON.stringify(ask(JSON.parse(JSON.stringify({ adjustments })), JSON.parse(JSON.stringify(inputFor()))))).toBe(
    first,
  );
});
