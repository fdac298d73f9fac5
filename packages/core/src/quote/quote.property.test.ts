import fc from "fast-check";
import { expect, test } from "vitest";
import type { Adjustment } from "../adjustment/index.ts";
import { compileCatalogue } from "../catalogue/index.ts";
import { aggregateCart, type Cart, type Conditions, type Help, type Offer, sumCart } from "../offer/index.ts";
import type { Terms } from "../schedule/index.ts";
import { frameOf, offersInScope, quote } from "./quote.ts";
import { AT, FLAT_12, FREE, FULL, sampleAdjustment, sampleCatalogue, sampleOffer } from "./sample-catalogue.ts";
import type { QuoteInput } from "./types.ts";

const CATEGORIES = ["phone", "laptop", "audio"];
const TAGS = ["new", "sale"];

const cart: fc.Arbitrary<Cart> = fc
  .record({
    items: fc.array(
      fc.record({
        sku: fc.constantFrom("a", "b", "c"),
        name: fc.constant("thing"),
        category: fc.constantFrom(...CATEGORIES),
        tags: fc.subarray(TAGS),
        unit_amount: fc.integer({ min: 1, max: 900_000 }),
        quantity: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    giftCard: fc.option(fc.integer({ min: 1, max: 50_000 }), { nil: undefined }),
  })
  .map(({ items, giftCard }) => {
    const lines = giftCard === undefined ? [] : [{ kind: "gift_card", amount: -giftCard } as const];
    const draft = { currency: "CNY", total: 0, items, lines };
    return { ...draft, total: sumCart(draft) };
  })
  .filter(({ total }) => total > 0);

const terms: fc.Arbitrary<Terms> = fc.constantFrom<Terms>(
  FLAT_12,
  FREE,
  FULL,
  { repayment: "annuity", rate_ppm: 120_000 },
  // About the ceiling of 24 %, which what is rounded decides, and above it.
  { repayment: "annuity", rate_ppm: 239_900 },
  { repayment: "annuity", rate_ppm: 300_000 },
  { repayment: "equal_principal", rate_ppm: 90_000 },
  {
    repayment: "interest_free",
    fees: [{ code: "service_fee", charge: { amount: 90_00 }, per: "period", when: "each", charged_by: "qinghe" }],
  },
);

const conditions: fc.Arbitrary<Conditions> = fc.record(
  {
    amount: fc.record({ min: fc.integer({ min: 0, max: 600_000 }), max: fc.integer({ min: 600_000, max: 3_000_000 }) }),
    categories: fc.oneof(
      fc.record({ in: fc.subarray(CATEGORIES, { minLength: 1 }) }),
      fc.record({ out: fc.subarray(CATEGORIES, { minLength: 1 }) }),
    ),
    tags: fc.record({ in: fc.subarray(TAGS, { minLength: 1 }) }),
    excludes_lines: fc.constant(["gift_card"] as const),
    shopper: fc.record({ verified: fc.constant(true) }),
    windows: fc.constant([{ from: "2026-12-10T00:00:00.000Z" }]),
  },
  { requiredKeys: [] },
);

const offers: fc.Arbitrary<Offer[]> = fc
  .array(
    fc.record({
      count: fc.constantFrom(1, 3, 6, 12, 24),
      terms,
      conditions: fc.option(conditions, { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drafts) =>
    drafts.map(({ count, terms, conditions }, index) =>
      sampleOffer(`offer-${index}`, {
        count: terms === FULL ? 1 : count,
        with: terms,
        ...(conditions && { conditions }),
      }),
    ),
  );

const adjustments: fc.Arbitrary<Adjustment[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom("suspend", "withdraw", "demote", "restrict" as const),
      count: fc.constantFrom(3, 12),
      starts_at: fc.constantFrom("2026-09-01T00:00:00.000Z", "2026-11-20T00:00:00.000Z", "2026-12-01T00:00:00.000Z"),
    }),
    { maxLength: 3 },
  )
  .map((drafts) =>
    drafts.map(({ kind, count, starts_at }, index) =>
      sampleAdjustment(`adj-${index}`, {
        kind: kind as Adjustment["kind"],
        scope: { count },
        starts_at,
        ...(kind === "restrict" && { restrict: { amount: { max: 100_000 } } }),
      }),
    ),
  );

const question = fc.record({ cart, offers, adjustments });

function inputOf(cart: Cart, verified = false): QuoteInput {
  return {
    cart: aggregateCart(cart),
    market: "CN",
    channel: "web",
    locale: "en",
    ...(verified && { shopper: { verified } }),
  };
}

test("nothing vanishes: options and missing ways are the offers in scope, each once, each missing one with a cause", () => {
  fc.assert(
    fc.property(question, ({ cart, offers, adjustments }) => {
      const compiled = compileCatalogue(sampleCatalogue({ offers, adjustments }), "v");
      const input = inputOf(cart);
      const answer = quote(compiled, input, AT);
      const frame = frameOf(compiled, input, AT);
      if (!answer.ok || !frame.ok) throw new Error("refused");
      const named = [...answer.value.options, ...answer.value.missing].map(({ offer }) => offer).sort();
      const inScope = offersInScope(compiled, frame.value.situation).map(({ offer }) => offer.id);
      expect(named).toEqual(inScope.sort());
      for (const way of answer.value.missing) expect(way.causes.length).toBeGreaterThan(0);
      const ids = new Set(answer.value.options.map(({ id }) => id));
      for (const way of answer.value.missing) {
        for (const { option } of way.alternatives) expect(ids.has(option)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("rows sum to the cart and its cost, and principal to the cart", () => {
  fc.assert(
    fc.property(question, ({ cart, offers, adjustments }) => {
      const answer = quote(compileCatalogue(sampleCatalogue({ offers, adjustments }), "v"), inputOf(cart), AT);
      if (!answer.ok) throw new Error("refused");
      for (const option of answer.value.options) {
        const rows = option.schedule ?? [];
        expect(rows.reduce((sum, row) => sum + row.total, 0)).toBe(option.total);
        expect(rows.reduce((sum, row) => sum + row.principal, 0)).toBe(cart.total);
        expect(option.total).toBe(cart.total + (option.cost ?? 0));
        expect(rows.at(-1)?.outstanding).toBe(0);
      }
    }),
    { numRuns: 300 },
  );
});

/** What a shopper would do, on the real cart. */
function change(cart: Cart, help: Help): Cart {
  const largest = Object.entries(aggregateCart(cart).categories).sort(([, a], [, b]) => b - a)[0]?.[0];
  const scaled = (by: number): Cart => {
    const more = { sku: "more", name: "more", category: largest ?? "", tags: [], unit_amount: by, quantity: 1 };
    return { ...cart, total: cart.total + by, items: [...cart.items, more] };
  };
  switch (help.change) {
    case "increase_total":
      return scaled(help.by);
    case "reduce_total":
      return scaled(-help.by);
    case "remove_line": {
      const lines = (cart.lines ?? []).filter(({ kind }) => kind !== help.line);
      return { ...cart, lines, total: sumCart({ ...cart, lines }) };
    }
    case "remove_category": {
      const items = cart.items.filter(({ category }) => category !== help.category);
      return { ...cart, items, total: sumCart({ ...cart, items }) };
    }
    default:
      return cart;
  }
}

test("what would help really helps: apply the changes, quote again, the way is an option", () => {
  let helped = 0;
  fc.assert(
    fc.property(question, ({ cart, offers, adjustments }) => {
      const compiled = compileCatalogue(sampleCatalogue({ offers, adjustments }), "v");
      const answer = quote(compiled, inputOf(cart), AT);
      if (!answer.ok) throw new Error("refused");
      for (const way of answer.value.missing) {
        if (way.would_help.length === 0) continue;
        helped += 1;
        const wait = way.would_help.findLast((help) => help.change === "wait_until");
        const verified = way.would_help.some((help) => help.change === "verify_identity");
        const changed = way.would_help.reduce(change, cart);
        const again = quote(compiled, inputOf(changed, verified), wait?.change === "wait_until" ? wait.at : AT);
        if (!again.ok) throw new Error(again.error.code);
        expect(again.value.options.map(({ offer }) => offer)).toContain(way.offer);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(helped).toBeGreaterThan(100);
});
