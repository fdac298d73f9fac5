import { describe, expect, test } from "vitest";
import { STANDARD_EXPLANATIONS } from "../../../words/src/explanations.ts";
import type { Adjustment } from "../adjustment/index.ts";
import { parseInstant, toEpochDay } from "../calendar/index.ts";
import { collectFailures, type Offer } from "../offer/index.ts";
import type { Terms } from "../schedule/index.ts";
import { addressOf, compileCatalogue } from "./compile.ts";
import type { Catalogue } from "./types.ts";

const FREE: Terms = { repayment: "interest_free" };
const WORDS = { "zh-CN": "因升级暂停", en: "Paused for an upgrade" };

const offer = (id: string, fields: Partial<Offer> = {}): Offer => ({
  id,
  partner: "bank",
  method: "store_instalments",
  count: 6,
  interval: { every: 1, unit: "month" },
  markets: ["CN"],
  channels: ["web"],
  currency: "CNY",
  terms: [{ version: 1, effective_from: "2026-01-01T00:00:00.000Z", terms: FREE }],
  ...fields,
});

const adjustment = (id: string, fields: Partial<Adjustment> = {}): Adjustment => ({
  id,
  kind: "suspend",
  cause: "maintenance",
  scope: {},
  starts_at: "2026-11-20T16:30:00.000Z",
  back: { kind: "none" },
  explanation: { id: `exp_${id}`, version: 2, ...WORDS },
  alternatives: "auto",
  compensation: "none",
  ...fields,
});

const catalogue = (fields: Partial<Catalogue> = {}): Catalogue => ({
  format: "fenqi.catalogue/1",
  merchant: { id: "shop", name: { "zh-CN": "店", en: "Shop" }, time_zone: "Asia/Shanghai" },
  partners: [
    { id: "bank", kind: "bank", name: { "zh-CN": "银行", en: "Bank" } },
    {
      id: "house",
      kind: "house",
      name: { "zh-CN": "本店", en: "House" },
      legal_name: { "zh-CN": "本店有限公司", en: "House Ltd" },
    },
  ],
  offers: [offer("a"), offer("b")],
  explanations: STANDARD_EXPLANATIONS,
  adjustments: [],
  ...fields,
});

const compile = (fields?: Partial<Catalogue>) => compileCatalogue(catalogue(fields), "cat_1");
/** The first offer of a catalogue, compiled. */
const first = (fields: Partial<Offer>, rest: Partial<Catalogue> = {}) =>
  [...compile({ offers: [offer("a", fields)], ...rest }).addressed.values()][0]![0]!;
const adjusted = (fields: Partial<Adjustment>) => first({}, { adjustments: [adjustment("x", fields)] }).adjustments[0]!;

test("a catalogue is compiled with its version and zone, and an unsound one is a caller's bug", () => {
  expect(compile()).toMatchObject({ version: "cat_1", zone: "Asia/Shanghai", catalogue: catalogue() });
  expect(() => compile({ offers: [offer("a"), offer("a")] })).toThrow(/^the catalogue is unsound: \/offers\/1\/id: ./);
});

test("offers are found by market, channel and currency, in the catalogue's order", () => {
  const offers = [
    offer("a", { markets: ["CN", "HK"], channels: ["web", "app"] }),
    offer("b", { markets: ["CN"], currency: "HKD" }),
    offer("c", { channels: ["app"] }),
  ];
  const found = (market: string, channel: string, currency: string) =>
    compile({ offers })
      .addressed.get(addressOf(market, channel, currency))
      ?.map((each) => each.offer.id);
  expect(found("CN", "web", "CNY")).toEqual(["a"]);
  expect(found("CN", "app", "CNY")).toEqual(["a", "c"]);
  expect(found("HK", "app", "CNY")).toEqual(["a"]);
  expect(found("CN", "web", "HKD")).toEqual(["b"]);
  expect(found("HK", "web", "HKD")).toBeUndefined();
});

test("a partner is told by its public name; its registered one stands on the lender's line, where there is one", () => {
  const { partner, lender } = first({ partner: "house" });
  expect(partner).toEqual({ "zh-CN": { id: "house", name: "本店" }, en: { id: "house", name: "House" } });
  expect(lender.en).toEqual({ id: "house", name: "House", legal_name: "House Ltd" });
  expect(lender["zh-CN"]).toEqual({ id: "house", name: "本店", legal_name: "本店有限公司" });
  expect(first({}).lender.en).toEqual({ id: "bank", name: "Bank" });
});

test.each([
  ["its first terms, without a time of its own", undefined, "2026-01-01T00:00:00.000Z"],
  ["a later date of its own", "2026-03-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
  ["its first terms, where its own date is earlier", "2025-03-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"],
])("an offer begins with %s", (_, from, begins) => {
  const { validFrom, says } = first(from === undefined ? {} : { valid: { from } });
  expect(validFrom).toBe(parseInstant(begins));
  expect(says.not_yet_offered).toMatchObject({ facts: { from: begins }, reopensAt: parseInstant(begins) });
});

test("an offer ends where it says so, and its quota opens again", () => {
  const until = "2026-12-31T16:00:00.000Z";
  const ended = first({ valid: { until }, quota: { id: "q", max_count: 1, renews_at: until } });
  expect(ended.validUntil).toBe(parseInstant(until));
  expect(ended.says.no_longer_offered.facts).toEqual({ until });
  expect(ended.says.quota_used_up.facts).toEqual({ renews_at: until });
  const open = first({});
  expect(open.validUntil).toBe(Number.POSITIVE_INFINITY);
  expect(open.says.no_longer_offered.facts).toEqual({ until: null });
  expect(open.says.quota_used_up.facts).toEqual({ renews_at: null });
  expect(open.says.partner_unavailable).toMatchObject({ code: "partner_unavailable", facts: {} });
  expect("reopensAt" in open.says.partner_unavailable).toBe(false);
});

test("what an offer says is written for the merchant's zone, and what it asks for in its currency", () => {
  const { says } = first({ valid: { from: "2026-11-30T16:00:00.000Z" } });
  expect(says.not_yet_offered.cause["zh-CN"].explanation.text).toContain("12月1日");
  const { conditions } = first({ currency: "JPY", conditions: { amount: { min: 60_000 } } });
  const cart = { currency: "JPY", total: 1, goods: 1, categories: {}, tags: {}, lines: {} };
  const situation = { cart, shopper: undefined, market: "CN", channel: "web", at: 0, zone: "UTC" };
  const [reason] = collectFailures(conditions!, situation, []);
  expect(reason!.cause.en.explanation.text).toContain("60,000");
  expect(first({}).conditions).toBeUndefined();
});

describe("terms", () => {
  const versions = [
    { version: 1, effective_from: "2026-01-01T00:00:00.000Z", terms: FREE },
    {
      version: 2,
      effective_from: "2026-06-01T00:00:00.000Z",
      terms: { ...FREE, due: { business_day: "following", calendar: "rest" } } as Terms,
      explanation: "restored",
    },
  ];
  const calendars = [{ id: "rest", weekend: [7], holidays: [] }];

  test("keep their order, their beginning and their words", () => {
    const { terms } = first({ terms: versions }, { calendars });
    expect(terms.map(({ effectiveFrom, explanation, isBrief }) => [effectiveFrom, explanation, isBrief])).toEqual([
      [parseInstant("2026-01-01T00:00:00.000Z"), undefined, true],
      [parseInstant("2026-06-01T00:00:00.000Z"), "restored", true],
    ]);
  });

  test("know the days on which their calendar is closed", () => {
    const [open, closing] = first({ terms: versions }, { calendars }).terms;
    expect(open!.closed).toBeUndefined();
    expect(closing!.closed!(toEpochDay("2026-11-22"))).toBe(true);
    expect(closing!.closed!(toEpochDay("2026-11-23"))).toBe(false);
  });
});

describe("adjustments", () => {
  test("stand with the offers that they reach, what closes a way before what changes it, announcements apart", () => {
    const adjustments = [
      adjustment("dear", { kind: "reprice", terms: FREE }),
      adjustment("shut"),
      adjustment("other", { scope: { offer: "b" } }),
      adjustment("news", { kind: "inform", title: WORDS }),
    ];
    const offers = compile({ adjustments }).addressed.get(addressOf("CN", "web", "CNY"))!;
    const reached = offers.map((each) => each.adjustments.map((entry) => entry.adjustment.id));
    expect(reached).toEqual([
      ["shut", "dear"],
      ["other", "shut", "dear"],
    ]);
  });

  test("are in force until they are lifted", () => {
    expect(adjusted({}).startsAt).toBe(parseInstant("2026-11-20T16:30:00.000Z"));
    expect(adjusted({}).liftedAt).toBe(Number.POSITIVE_INFINITY);
    const lifted_at = "2026-11-22T00:00:00.000Z";
    expect(adjusted({ lifted_at }).liftedAt).toBe(parseInstant(lifted_at));
  });

  test("give a repricing its terms from its start", () => {
    const terms: Terms = { repayment: "annuity", rate_ppm: 90_000 };
    const compiled = adjusted({ kind: "reprice", terms }).terms;
    expect(compiled).toMatchObject({ terms, effectiveFrom: parseInstant("2026-11-20T16:30:00.000Z"), isBrief: false });
    expect(compiled!.explanation).toBeUndefined();
    expect(adjusted({}).terms).toBeUndefined();
  });

  test.each([
    ["withdraw", "withdrawn"],
    ["suspend", "suspended"],
  ] as const)("that %s say so in their own words", (kind, code) => {
    const { says, restrict } = adjusted({ kind });
    expect(says).toMatchObject({ code, facts: { adjustment: "x", since: "2026-11-20T16:30:00.000Z" } });
    expect(says!.cause.en).toMatchObject({ category: "maintenance", explanation: { text: WORDS.en } });
    expect(restrict).toBeUndefined();
  });

  test("that introduce a way say when, on the merchant's day", () => {
    const { says } = adjusted({ kind: "introduce" });
    const starts = "2026-11-20T16:30:00.000Z";
    expect(says).toMatchObject({ code: "not_yet_offered", facts: { from: starts }, reopensAt: parseInstant(starts) });
    expect(says!.cause["zh-CN"].explanation.text).toContain("11月21日");
  });

  test("that only change how a way is shown or priced say nothing against it", () => {
    for (const kind of ["demote", "reprice"] as const) {
      expect(adjusted({ kind, ...(kind === "reprice" && { terms: FREE }) })).toMatchObject({
        says: undefined,
        restrict: undefined,
      });
    }
  });
});
