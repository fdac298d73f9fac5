import { expect, test } from "vitest";
import { parseInstant } from "../calendar/index.ts";
import { aggregateCart } from "./aggregate.ts";
import { collectFailures, compileConditions, type Failure } from "./conditions.ts";
import type { Cart, Conditions, ShopperFacts } from "./types.ts";

const AT = "2026-11-22T02:28:00.000Z";
const PHONE = { sku: "p", name: "远山 5", category: "phone", tags: ["new", "5g"], unit_amount: 60_00, quantity: 1 };
const CASE = { sku: "c", name: "壳", category: "case", tags: ["new"], unit_amount: 40_00, quantity: 1 };

interface Asked {
  readonly items?: Cart["items"];
  readonly lines?: Cart["lines"];
  readonly shopper?: ShopperFacts;
  readonly at?: string;
}

/** What fails of a cart of 100.00, 60 % of it a phone. */
function failuresOf(conditions: Conditions, { items = [PHONE, CASE], lines = [], shopper, at = AT }: Asked = {}) {
  const total =
    items.reduce((sum, item) => sum + item.unit_amount * item.quantity, 0) +
    lines.reduce((sum, line) => sum + line.amount, 0);
  const cart = aggregateCart({ currency: "CNY", total, items, lines });
  const situation = { cart, shopper, market: "CN", channel: "web", at: parseInstant(at), zone: "Asia/Shanghai" };
  return collectFailures(
    compileConditions(conditions, (failure) => failure),
    situation,
    [],
  );
}
const codesOf = (conditions: Conditions, asked?: Asked) => failuresOf(conditions, asked).map(({ code }) => code);

test("no condition, no failure; what failed before stays", () => {
  expect(failuresOf({})).toEqual([]);
  const before: Failure = { code: "suspended", facts: {} };
  const cart = aggregateCart({ currency: "CNY", total: 1, items: [], lines: [] });
  const situation = { cart, shopper: undefined, market: "CN", channel: "web", at: 0, zone: "UTC" };
  const found = collectFailures(
    compileConditions({ amount: { min: 2 } }, (each) => each),
    situation,
    [before],
  );
  expect(found.map(({ code }) => code)).toEqual(["suspended", "amount_below_min"]);
});

test.each<[Conditions["amount"], Failure | undefined]>([
  [{ min: 100_00 }, undefined],
  [{ max: 100_00 }, undefined],
  [{ min: 100_00, max: 100_00 }, undefined],
  [{}, undefined],
  [{ min: 100_01 }, { code: "amount_below_min", facts: { min: 100_01, max: null }, explanation: "off.order.min" }],
  [{ max: 99_99 }, { code: "amount_above_max", facts: { min: null, max: 99_99 }, explanation: "off.order.max" }],
  [
    { min: 1, max: 99_99 },
    { code: "amount_above_max", facts: { min: 1, max: 99_99 }, explanation: "off.order" },
  ],
  [
    { min: 100_01, max: 200_00 },
    { code: "amount_below_min", facts: { min: 100_01, max: 200_00 }, explanation: "off.order" },
  ],
])("an amount of 100.00 within %j", (amount, failure) => {
  expect(failuresOf({ amount: amount! })).toEqual(failure ? [failure] : []);
});

test.each<[Conditions["categories"], Failure | undefined]>([
  [{ in: ["phone"] }, undefined],
  [{ in: ["audio", "case"] }, undefined],
  [{ in: ["audio"] }, { code: "category_not_covered", facts: { covered: ["audio"] } }],
  [{ in: [] }, { code: "category_not_covered", facts: { covered: [] } }],
  [{ out: ["audio"] }, undefined],
  [{ out: ["audio", "case"] }, { code: "category_excluded", facts: { excluded: ["case"] } }],
  [{ out: ["phone", "audio", "case"] }, { code: "category_excluded", facts: { excluded: ["phone", "case"] } }],
  [{ out: ["phone", "case"] }, { code: "category_excluded", facts: { excluded: ["phone", "case"] } }],
  [
    { in: ["phone"], out: ["case"] },
    { code: "category_excluded", facts: { excluded: ["case"] } },
  ],
])("a phone and a case, with categories %j", (categories, failure) => {
  expect(failuresOf({ categories: categories! })).toEqual(failure ? [failure] : []);
});

test("three excluded categories are all named, in the order of the condition", () => {
  const items = [PHONE, CASE, { ...CASE, category: "audio" }];
  expect(failuresOf({ categories: { out: ["audio", "phone", "case"] } }, { items })).toEqual([
    { code: "category_excluded", facts: { excluded: ["audio", "phone", "case"] } },
  ]);
});

test("what is not covered and what is excluded are both said", () => {
  expect(codesOf({ categories: { in: ["audio"], out: ["case"] } })).toEqual([
    "category_not_covered",
    "category_excluded",
  ]);
});

test.each<[Conditions["tags"], Failure | undefined]>([
  [{ in: ["5g"] }, undefined],
  [{ in: ["used"] }, { code: "tag_not_covered", facts: { covered: ["used"] } }],
  [{ out: ["used"] }, undefined],
  [{ out: ["5g"] }, { code: "tag_excluded", facts: { excluded: ["5g"] } }],
])("new things, one of them 5g, with tags %j", (tags, failure) => {
  expect(failuresOf({ tags: tags! })).toEqual(failure ? [failure] : []);
});

test.each<[NonNullable<Conditions["share"]>, number | undefined]>([
  [{ categories: ["phone"], min_ppm: 600_000 }, undefined],
  [{ categories: ["phone"], min_ppm: 600_001 }, 600_000],
  [{ categories: ["phone", "case"], min_ppm: 1_000_000 }, undefined],
  [{ categories: ["audio"], min_ppm: 1 }, 0],
  [{ categories: ["toString"], min_ppm: 1 }, 0],
  [{ categories: ["audio"], min_ppm: 0 }, undefined],
])("60 %% of the goods are a phone, with a share of %j", (share, share_ppm) => {
  const facts = { ...share, share_ppm, min_percent: String(share.min_ppm / 10_000) };
  expect(failuresOf({ share })).toEqual(share_ppm === undefined ? [] : [{ code: "share_too_low", facts }]);
});

test("a share of no goods is none", () => {
  expect(codesOf({ share: { categories: ["phone"], min_ppm: 1 } }, { items: [] })).toEqual(["share_too_low"]);
});

test.each([
  ["gift_card", -10_00, "off.line.gift_card"],
  ["discount", -10_00, "off.line.discount"],
  ["shipping", 10_00, "off.line"],
  ["tax", 10_00, "off.line"],
] as const)("%s of %d is named where it is excluded, and only then", (kind, amount, explanation) => {
  const lines = [{ kind, amount }];
  const failure = { code: "line_excluded", facts: { line: kind }, explanation };
  expect(failuresOf({ excludes_lines: [kind] }, { lines })).toEqual([failure]);
  expect(failuresOf({ excludes_lines: [kind] })).toEqual([]);
  expect(failuresOf({ excludes_lines: [kind] }, { lines: [{ kind, amount: 0 }] })).toEqual([]);
  expect(failuresOf({ excludes_lines: [] }, { lines })).toEqual([]);
});

const MORNING = { from: "2026-11-22T00:00:00.000Z", until: "2026-11-22T04:00:00.000Z" };
const EVENING = { from: "2026-11-22T10:00:00.000Z", until: "2026-11-22T12:00:00.000Z" };
const NIGHT = { from: "2026-11-22T20:00:00.000Z" };
const outside = (opens?: string): Failure[] => [
  opens === undefined
    ? { code: "outside_window", facts: {} }
    : { code: "outside_window", facts: { opens_at: opens }, reopensAt: parseInstant(opens) },
];

test.each<[string, Conditions["windows"], readonly Failure[]]>([
  ["2026-11-21T23:59:59.999Z", [MORNING], outside(MORNING.from)],
  [MORNING.from, [MORNING], []],
  ["2026-11-22T03:59:59.999Z", [MORNING], []],
  [MORNING.until, [MORNING], outside()],
  [MORNING.until, [NIGHT, MORNING, EVENING], outside(EVENING.from)],
  [EVENING.from, [MORNING, EVENING], []],
  [AT, [{ until: MORNING.until }], []],
  [MORNING.until, [{ until: MORNING.until }], outside()],
  ["2027-01-01T00:00:00.000Z", [NIGHT], []],
  [AT, [{}], []],
  [AT, [], []],
])("at %s with windows %j", (at, windows, failures) => {
  expect(failuresOf({ windows: windows! }, { at })).toEqual(failures);
});

test("a rule says its own words, of the order with its code and of the shopper without", () => {
  const rule = { code: "small", when: "cart.total < 100", explanation: "own.small" };
  expect(failuresOf({ rules: [{ ...rule, about: "order" }] })).toEqual([
    { code: "order_rule", facts: { rule: "small" }, explanation: "own.small" },
  ]);
  expect(failuresOf({ rules: [{ ...rule, about: "store" }] })).toEqual([
    { code: "store_rule", facts: {}, explanation: "own.small" },
  ]);
  expect(failuresOf({ rules: [{ ...rule, about: "order", when: "cart.total == 10000" }] })).toEqual([]);
});

test("rules know the merchant's day, the market and the channel", () => {
  const holds = (when: string, at?: string) =>
    failuresOf({ rules: [{ code: "r", about: "order", when, explanation: "own" }] }, at ? { at } : {}).length === 0;
  expect(holds('today == "2026-11-22"', "2026-11-22T15:59:59.999Z")).toBe(true);
  expect(holds('today == "2026-11-23"', "2026-11-22T16:00:00.000Z")).toBe(true);
  expect(holds('market == "CN" && channel == "web"')).toBe(true);
  expect(holds('market == "DE"')).toBe(false);
});

test.each<[Conditions, ShopperFacts | undefined, readonly string[]]>([
  [{ shopper: { age: { min: 18, max: 60 } } }, { age: 18 }, []],
  [{ shopper: { age: { min: 18, max: 60 } } }, { age: 60 }, []],
  [{ shopper: { age: { min: 18, max: 60 } } }, { age: 17 }, ["store_rule"]],
  [{ shopper: { age: { min: 18, max: 60 } } }, { age: 61 }, ["store_rule"]],
  [{ shopper: { age: { min: 18 } } }, { age: 99 }, []],
  [{ shopper: { age: { max: 60 } } }, { age: 0 }, []],
  [{ shopper: { age: { min: 18 } } }, {}, ["shopper_unknown"]],
  [{ shopper: { age: { min: 18 } } }, undefined, ["shopper_unknown"]],
  [{ shopper: { student: true } }, { student: true }, []],
  [{ shopper: { student: true } }, { student: false }, ["store_rule"]],
  [{ shopper: { student: false } }, { student: false }, []],
  [{ shopper: { student: true } }, undefined, ["shopper_unknown"]],
  [{ shopper: { first_order: true } }, { first_order: true }, []],
  [{ shopper: { first_order: true } }, { first_order: false }, ["store_rule"]],
  [{ shopper: { first_order: true } }, {}, ["shopper_unknown"]],
  [{ shopper: { first_order: true } }, undefined, ["shopper_unknown"]],
  [{ shopper: { segments: { in: ["a", "b"] } } }, { segments: ["b"] }, []],
  [{ shopper: { segments: { in: ["a", "b"] } } }, { segments: ["c"] }, ["store_rule"]],
  [{ shopper: { segments: { in: ["a"] } } }, {}, ["shopper_unknown"]],
  [{ shopper: { segments: { in: ["a"] } } }, undefined, ["shopper_unknown"]],
  [{ shopper: { segments: { out: ["c"] } } }, { segments: ["b"] }, []],
  [{ shopper: { segments: { out: ["a", "c"] } } }, { segments: ["b", "c"] }, ["store_rule"]],
  [{ shopper: { segments: { out: ["c"] } } }, undefined, ["shopper_unknown"]],
  [{ shopper: { segments: { in: ["a"], out: ["c"] } } }, { segments: ["a", "c"] }, ["store_rule"]],
  [{ shopper: { verified: true } }, { verified: true }, []],
  [{ shopper: { verified: true } }, { verified: false }, ["shopper_unverified"]],
  [{ shopper: { verified: true } }, undefined, ["shopper_unverified"]],
  [{ shopper: { verified: false } }, undefined, []],
  [{ shopper: {} }, undefined, []],
  [{ outstanding: { max: 150_00 } }, { outstanding: 50_00 }, []],
  [{ outstanding: { max: 150_00 } }, { outstanding: 50_01 }, ["store_rule"]],
  [{ outstanding: { max: 100_00 } }, undefined, []],
  [{ outstanding: { max: 99_99 } }, undefined, ["store_rule"]],
  [{ active_plans: { max: 2 } }, { active_plans: 1 }, []],
  [{ active_plans: { max: 2 } }, { active_plans: 2 }, ["store_rule"]],
  [{ active_plans: { max: 1 } }, undefined, []],
  [{ active_plans: { max: 0 } }, undefined, ["store_rule"]],
  [
    { shopper: { age: { min: 18 }, student: true, verified: true }, active_plans: { max: 1 } },
    { age: 17, active_plans: 1 },
    ["shopper_unknown", "shopper_unverified", "store_rule"],
  ],
])("%j and a shopper of %j", (conditions, shopper, codes) => {
  expect(codesOf(conditions, shopper ? { shopper } : {})).toEqual(codes);
});

test("several reasons of the shopper are one, without facts", () => {
  const conditions = { shopper: { age: { min: 18 }, student: true }, active_plans: { max: 1 } };
  const shopper = { age: 17, student: false, active_plans: 3 };
  expect(failuresOf(conditions, { shopper })).toEqual([{ code: "store_rule", facts: {} }]);
});

test("everything that fails is said, in the fixed order", () => {
  const conditions: Conditions = {
    amount: { min: 200_00 },
    categories: { in: ["audio"], out: ["case"] },
    tags: { in: ["used"], out: ["new"] },
    share: { categories: ["audio"], min_ppm: 500_000 },
    excludes_lines: ["tax", "gift_card"],
    windows: [NIGHT],
    rules: [{ code: "r", about: "order", when: "false", explanation: "own" }],
    active_plans: { max: 0 },
    shopper: { verified: true, student: true },
  };
  const lines = [
    { kind: "gift_card", amount: -1_00 },
    { kind: "tax", amount: 1_00 },
  ] as const;
  expect(codesOf(conditions, { lines })).toEqual([
    "outside_window",
    "amount_below_min",
    "category_not_covered",
    "category_excluded",
    "tag_not_covered",
    "tag_excluded",
    "share_too_low",
    "line_excluded",
    "line_excluded",
    "order_rule",
    "shopper_unknown",
    "shopper_unverified",
    "store_rule",
  ]);
});

test.each<[Conditions, boolean, boolean]>([
  [{}, false, false],
  [{ amount: { min: 1 } }, false, false],
  [{ share: { categories: [], min_ppm: 0 } }, true, false],
  [{ outstanding: { max: 1 } }, true, true],
  [{ rules: [{ code: "r", about: "order", when: "true", explanation: "own" }] }, true, false],
  [{ rules: [] }, false, false],
  [{ shopper: {} }, false, true],
  [{ active_plans: { max: 1 } }, false, true],
])("%j depends on amounts: %s, on the shopper: %s", (conditions, weighsAmounts, hasShopper) => {
  const compiled = compileConditions(conditions, (failure) => failure);
  expect([compiled.weighsAmounts, compiled.hasShopper]).toEqual([weighsAmounts, hasShopper]);
});
