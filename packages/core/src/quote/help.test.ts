import { describe, expect, test } from "vitest";
import type { Adjustment } from "../adjustment/index.ts";
import type { Cart, Help, Offer, ShopperFacts } from "../offer/index.ts";
import { quote } from "./quote.ts";
import { compiledSample, FLAT_12, inputFor, sampleAdjustment, sampleOffer } from "./sample-catalogue.ts";
import type { Facts } from "./types.ts";

const AT = "2026-11-22T02:28:00.000Z";
const LATER = "2026-11-23T00:00:00.000Z";

interface Asked {
  readonly goods?: { readonly [category: string]: number };
  readonly lines?: Cart["lines"];
  readonly shopper?: ShopperFacts;
  readonly facts?: Facts;
  readonly adjustments?: readonly Adjustment[];
}

/** What would help a cart of 1,000.00 of phones and 200.00 of cases to an offer. */
function helpFor(fields: Parameters<typeof sampleOffer>[1], asked: Asked = {}): readonly Help[] {
  const { goods = { phone: 1_000_00, case: 200_00 }, lines = [], shopper, facts, adjustments = [] } = asked;
  const items = Object.entries(goods).map(([category, unit_amount]) => ({
    sku: category,
    name: category,
    category,
    tags: [`tag-${category}`],
    unit_amount,
    quantity: 1,
  }));
  const total = [...items.map((item) => item.unit_amount), ...lines.map((line) => line.amount)].reduce(
    (a, b) => a + b,
    0,
  );
  const compiled = compiledSample({ offers: [sampleOffer("own", fields)], adjustments });
  const answer = quote(compiled, inputFor({ currency: "CNY", total, items, lines }, shopper, facts), AT);
  if (!answer.ok) throw new Error(answer.error.code);
  const [way] = answer.value.missing;
  if (!way) throw new Error("the way is not missing");
  return way.would_help;
}

const more = (by: number, to: number): Help => ({ change: "increase_total", by, to });
const less = (by: number, to: number): Help => ({ change: "reduce_total", by, to });
const min = (amount: number): Partial<Offer> => ({ conditions: { amount: { min: amount } } });
const max = (amount: number): Partial<Offer> => ({ conditions: { amount: { max: amount } } });

/** Offers with a quota are always judged again; where an amount is all that there is, that is spared. */
describe.each([
  ["judged at once", {}],
  ["judged again", { quota: { id: "q", max_count: 1 } }],
])("an amount, %s", (_, how) => {
  const helpOf = (fields: Partial<Offer>, asked?: Asked) => helpFor({ ...fields, ...how }, asked);

  test("that is too small or too large is told by how much", () => {
    expect(helpOf(min(1_221_00))).toEqual([more(21_00, 1_221_00)]);
    expect(helpOf(max(1_199_00))).toEqual([less(1_00, 1_199_00)]);
  });

  test("is taken away no more than the largest category bears, wherever it stands", () => {
    expect(helpOf(max(200_01))).toEqual([less(999_99, 200_01)]);
    expect(helpOf(max(200_00))).toEqual([]);
    expect(helpOf(max(200_01), { goods: { audio: 200_00, phone: 1_000_00 } })).toEqual([less(999_99, 200_01)]);
    const lines = [{ kind: "gift_card", amount: -1_100_00 }] as const;
    expect(helpOf(max(50_00), { lines })).toEqual([less(50_00, 50_00)]);
    expect(helpOf(max(99_00), { goods: { phone: 1_200_00 }, lines })).toEqual([less(1_00, 99_00)]);
  });

  test("is added where all goods are free", () => {
    const lines = [{ kind: "shipping", amount: 10_00 }] as const;
    expect(helpOf(min(500_00), { goods: { gift: 0 }, lines })).toEqual([more(490_00, 500_00)]);
  });
});

test("nothing helps against what is not the shopper's to change, also beside what is", () => {
  const adjustments = [sampleAdjustment("a", {})];
  expect(helpFor({}, { adjustments })).toEqual([]);
  expect(helpFor(min(1_221_00), { adjustments })).toEqual([]);
  expect(helpFor({}, { facts: { partners_down: ["qinghe"] } })).toEqual([]);
  expect(helpFor({}, { shopper: { declined_by: ["qinghe"] } })).toEqual([]);
  expect(helpFor({ conditions: { categories: { in: ["audio"] } } })).toEqual([]);
  expect(helpFor({ conditions: { active_plans: { max: 0 } } })).toEqual([]);
  expect(helpFor({ valid: { until: AT } })).toEqual([]);
});

test("other reasons beside are helped with as well, whatever goods the offer reads together", () => {
  const tags = { in: ["tag-case"] };
  expect(helpFor({ conditions: { tags, amount: { min: 1_221_00 } } })).toEqual([more(21_00, 1_221_00)]);
  const shopper = { verified: true };
  expect(helpFor({ conditions: { categories: { out: ["case"] }, shopper } })).toEqual([
    { change: "remove_category", category: "case" },
    { change: "verify_identity" },
  ]);
  expect(helpFor({ conditions: { categories: { out: ["case"] }, shopper, tags } })).toEqual([]);
});

test("an excluded category is taken away, unless it is all that there is", () => {
  const out = (...categories: string[]): Partial<Offer> => ({ conditions: { categories: { out: categories } } });
  expect(helpFor(out("case"))).toEqual([{ change: "remove_category", category: "case" }]);
  expect(helpFor(out("case"), { goods: { case: 200_00 } })).toEqual([]);
  expect(helpFor(out("phone", "case"))).toEqual([]);
  expect(helpFor(out("case", "audio"), { goods: { phone: 1, case: 2, audio: 3 } })).toEqual([
    { change: "remove_category", category: "case" },
    { change: "remove_category", category: "audio" },
  ]);
  expect(helpFor({ conditions: { categories: { out: ["case"] }, tags: { in: ["tag-case"] } } })).toEqual([]);
  expect(helpFor({ conditions: { categories: { out: ["case"] }, tags: { in: ["tag-phone"] } } })).toEqual([]);
  expect(
    helpFor({ conditions: { categories: { out: ["case"] }, share: { categories: ["case"], min_ppm: 1 } } }),
  ).toEqual([]);
  expect(
    helpFor({ conditions: { categories: { out: ["case"] }, share: { categories: ["phone"], min_ppm: 1 } } }),
  ).toEqual([]);
});

test("goods are not all taken away, also where something else is left to pay", () => {
  const lines = [{ kind: "shipping", amount: 10_00 }] as const;
  expect(helpFor({ conditions: { categories: { out: ["case"] } } }, { goods: { case: 200_00 }, lines })).toEqual([]);
});

test("a category that goes takes its amount along, and the rest is told from there", () => {
  const both = { conditions: { categories: { out: ["case"] }, amount: { min: 1_150_00 } } };
  expect(helpFor(both)).toEqual([{ change: "remove_category", category: "case" }, more(150_00, 1_150_00)]);
});

test("an excluded line is taken away, and its amount with it", () => {
  const lines = [{ kind: "gift_card", amount: -100_00 }] as const;
  const removed = { change: "remove_line", line: "gift_card" } as const;
  expect(helpFor({ conditions: { excludes_lines: ["gift_card"] } }, { lines })).toEqual([removed]);
  expect(helpFor({ conditions: { excludes_lines: ["gift_card"], amount: { min: 1_150_00 } } }, { lines })).toEqual([
    removed,
  ]);
  expect(helpFor({ conditions: { excludes_lines: ["gift_card"], amount: { min: 1_250_00 } } }, { lines })).toEqual([
    removed,
    more(50_00, 1_250_00),
  ]);
  const two = [...lines, { kind: "discount", amount: -10_00 }] as const;
  expect(helpFor({ conditions: { excludes_lines: ["gift_card", "discount"] } }, { lines: two })).toEqual([
    removed,
    { change: "remove_line", line: "discount" },
  ]);
});

test("what opens by itself is waited for, and what never does is not", () => {
  const windows = [{ from: LATER, until: "2026-11-24T00:00:00.000Z" }];
  const wait = { change: "wait_until", at: LATER };
  expect(helpFor({ conditions: { windows } })).toEqual([wait]);
  expect(helpFor({ valid: { from: LATER } })).toEqual([wait]);
  expect(helpFor({ conditions: { windows: [{ until: AT }] } })).toEqual([]);
  const both = { valid: { from: LATER }, conditions: { windows: [{ from: "2026-11-25T00:00:00.000Z" }] } };
  expect(helpFor(both)).toEqual([wait, { change: "wait_until", at: "2026-11-25T00:00:00.000Z" }]);
});

test("who is not verified can be, once", () => {
  const conditions = { shopper: { verified: true } };
  expect(helpFor({ conditions })).toEqual([{ change: "verify_identity" }]);
  expect(helpFor({ conditions: { ...conditions, amount: { min: 1_221_00 } } })).toEqual([
    { change: "verify_identity" },
    more(21_00, 1_221_00),
  ]);
  expect(helpFor({ conditions: { shopper: { verified: true, age: { min: 18 } } } })).toEqual([]);
});

test("four changes are told, five are too many", () => {
  const lines = (["gift_card", "discount", "shipping", "tax"] as const).map((kind) => ({ kind, amount: 1_00 }));
  const excludes_lines = lines.map(({ kind }) => kind);
  expect(helpFor({ conditions: { excludes_lines } }, { lines })).toHaveLength(4);
  expect(helpFor({ conditions: { excludes_lines, shopper: { verified: true } } }, { lines })).toEqual([]);
});

test("an amount that would run into another limit is not told", () => {
  expect(helpFor({ conditions: { amount: { min: 1_221_00 }, outstanding: { max: 1_221_00 } } })).toEqual([
    more(21_00, 1_221_00),
  ]);
  expect(helpFor({ conditions: { amount: { min: 1_221_00 }, outstanding: { max: 1_220_99 } } })).toEqual([]);
  const rules = [{ code: "r", about: "order", when: "cart.total < 122100", explanation: "restored" }] as const;
  expect(helpFor({ conditions: { amount: { min: 1_221_00 }, rules } })).toEqual([]);
  const quota = { id: "q", max_amount: 1_221_00 };
  expect(helpFor({ ...min(1_221_00), quota }, { facts: { quotas: { q: { count: 0, amount: 0 } } } })).toHaveLength(1);
  expect(helpFor({ ...min(1_221_00), quota }, { facts: { quotas: { q: { count: 1, amount: 1 } } } })).toEqual([]);
});

test("a share that more of the largest category would give is not promised", () => {
  const share = { categories: ["phone"], min_ppm: 900_000 };
  expect(helpFor({ conditions: { share, amount: { min: 1_221_00 } } })).toEqual([]);
});

test("a share holds of the changed goods, where the largest category has grown or shrunk", () => {
  const share = (category: string, min_ppm: number) => ({ categories: [category], min_ppm });
  // 200.00 of 1,250.00 are 16 %.
  expect(helpFor({ conditions: { share: share("case", 160_000), amount: { min: 1_250_00 } } })).toHaveLength(1);
  expect(helpFor({ conditions: { share: share("case", 160_000), amount: { min: 1_250_01 } } })).toEqual([]);
  // 800.00 of 1,000.00 are 80 %.
  expect(helpFor({ conditions: { share: share("phone", 800_000), amount: { max: 1_000_00 } } })).toHaveLength(1);
  expect(helpFor({ conditions: { share: share("phone", 800_000), amount: { max: 999_99 } } })).toEqual([]);
});

test("a share that an adjustment asks for holds of the goods that are left when a category goes", () => {
  const narrowed = (category: string, min_ppm: number) =>
    sampleAdjustment("a", { kind: "restrict", restrict: { share: { categories: [category], min_ppm } } });
  const fields = { conditions: { categories: { out: ["case"] } } };
  expect(helpFor(fields, { adjustments: [narrowed("phone", 800_000)] })).toHaveLength(1);
  expect(helpFor(fields, { adjustments: [narrowed("case", 1)] })).toEqual([]);
});

test("terms that come later are held against the ceiling too", () => {
  const dear = { repayment: "annuity", rate_ppm: 300_000 } as const;
  const dearer = (starts_at: string) => sampleAdjustment("dearer", { kind: "reprice", terms: dear, starts_at });
  const fields = { valid: { from: LATER } };
  expect(helpFor(fields, { adjustments: [dearer("2026-11-24T00:00:00.000Z")] })).toHaveLength(1);
  expect(helpFor(fields, { adjustments: [dearer(LATER)] })).toEqual([]);
});

test("a smaller cart bears a fixed fee only as long as its rate stays within the cap", () => {
  const fee = (amount: number) => ({
    with: {
      ...FLAT_12,
      fees: [{ code: "fee", charge: { amount }, per: "plan", when: "first", charged_by: "qinghe" }],
    } as never,
  });
  expect(helpFor({ ...fee(1), ...max(900_00) })).toEqual([less(300_00, 900_00)]);
  expect(helpFor({ ...fee(150_00), ...max(900_00) })).toEqual([]);
});
