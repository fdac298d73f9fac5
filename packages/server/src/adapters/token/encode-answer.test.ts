import { type Catalogue, type CompiledCatalogue, compileCatalogue } from "@fenqi/core/catalogue";
import { aggregateCart } from "@fenqi/core/offer";
import { type QuoteAnswer, quote, quoteOption } from "@fenqi/core/quote";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEMO_QUOTA_USE, demoCatalogue } from "../../../demo/seed.ts";
import { encodeAnswer } from "./encode-answer.ts";

const AT = "2026-11-22T02:28:00.000Z";
const demo = demoCatalogue(AT);

/** The demo's catalogue with words that have to be escaped or take more than one byte. */
const odd: Catalogue = {
  ...demo,
  partners: demo.partners.map((partner) => ({
    ...partner,
    name: { "zh-CN": `“${partner.name["zh-CN"]}”\\\t😀`, en: `"Bank" \ud800 ${partner.name.en}` },
  })),
};
const catalogues = [demo, odd].map((catalogue, index) => compileCatalogue(catalogue, `cat_${index}`));

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const encoded = (answer: QuoteAnswer) => text(encodeAnswer(answer).behind("{", answer));

interface Asked {
  readonly compiled: CompiledCatalogue;
  readonly unit_amount: number;
  readonly quantity: number;
  readonly category: string;
  readonly locale: "zh-CN" | "en";
  readonly verified: boolean | undefined;
  readonly schedules: boolean;
  readonly at: string;
}

const question: fc.Arbitrary<Asked> = fc.record({
  compiled: fc.constantFrom(...catalogues),
  unit_amount: fc.oneof(fc.integer({ min: 1, max: 100_000_000 }), fc.integer({ min: 100_000, max: 900_000 })),
  quantity: fc.integer({ min: 1, max: 3 }),
  category: fc.constantFrom("phone", "computer", "gift_card", "远山"),
  locale: fc.constantFrom("zh-CN", "en"),
  verified: fc.option(fc.boolean(), { nil: undefined }),
  schedules: fc.boolean(),
  at: fc.constantFrom(AT, "2026-12-09T02:00:00.000Z", "2026-11-28T18:00:00.000Z"),
});

function answerTo(asked: Asked): QuoteAnswer {
  const { compiled, unit_amount, quantity, category, locale, verified, schedules, at } = asked;
  const items = [{ sku: "s", name: "n", category, tags: [], unit_amount, quantity }];
  const cart = aggregateCart({ currency: "CNY", total: unit_amount * quantity, items });
  const shopper = verified === undefined ? {} : { shopper: { ref: "s", verified } };
  const facts = { quotas: DEMO_QUOTA_USE };
  const answer = quote(compiled, { cart, market: "CN", channel: "web", locale, facts, ...shopper }, at, { schedules });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

test("an answer is written byte for byte as JSON.stringify writes it", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(question, (asked) => {
      const answer = answerTo(asked);
      for (const { lease, changed_from, schedule, adjustments } of answer.options) {
        if (lease) seen.add("lease");
        if (changed_from) seen.add("changed_from");
        if (schedule) seen.add("schedule");
        for (const { kind } of adjustments) seen.add(kind);
      }
      for (const { would_help } of answer.missing) for (const { change } of would_help) seen.add(change);
      const json = JSON.stringify(answer);
      expect(encoded(answer)).toBe(json);
      expect(text(encodeAnswer(answer).behind('{"a":1,', answer))).toBe(`{"a":1,${json.slice(1)}`);
      expect(encodeAnswer(answer).bytes).toBe(new TextEncoder().encode(json).length);
    }),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual(["changed_from", "demote", "increase_total", "lease", "reduce_total", "schedule"]);
});

test("so is what a quote seldom holds: a whole disclosure, large figures, none at all, words that nothing is known of", () => {
  const cart = aggregateCart({
    currency: "CNY",
    total: 499_900,
    items: [],
    lines: [{ kind: "shipping", amount: 499_900 }],
  });
  const input = { cart, market: "CN", channel: "web", locale: "en" } as const;
  const whole = quoteOption(catalogues[0]!, input, AT, "qinghe-6");
  if (!whole.ok) throw new Error(whole.error.code);
  const { created_at, expires_at } = answerTo({ ...fixed, schedules: false });
  const large = { ...whole.value, total: 3_000_000_000, cost: -1, pay_today: Number.MAX_SAFE_INTEGER, rate: null };
  const answer: QuoteAnswer = {
    ...{ created_at, expires_at, catalogue_version: 'a "version" 版', currency: "CNY", total: -2_147_483_648 },
    options: [whole.value, large, { ...large, priced_by: "issuer", total: null, first_due_on: null, count: null }],
    missing: [],
  };
  expect(encoded(answer)).toBe(JSON.stringify(answer));
  const changed = { ...answer, engine_changed: true } as const;
  expect(encoded(changed)).toBe(JSON.stringify(changed));
});

const fixed: Omit<Asked, "schedules"> = {
  compiled: catalogues[0]!,
  ...{ unit_amount: 499_900, quantity: 1, category: "phone", locale: "zh-CN", verified: undefined, at: AT },
};

test("an answer longer than all before it", () => {
  const answer = answerTo({ ...fixed, schedules: true });
  const long = { ...answer, options: Array.from({ length: 200 }, () => answer.options).flat() };
  expect(encoded(long)).toBe(JSON.stringify(long));
});

test("what is sent or kept stays as it is when the next answer is encoded", () => {
  const answer = answerTo({ ...fixed, schedules: false });
  const first = encodeAnswer(answer);
  const digest = first.digest(answer);
  const [sent, kept] = [first.behind("{", answer), first.kept()];
  encodeAnswer(answerTo({ ...fixed, locale: "en", schedules: true }));
  expect(text(sent)).toBe(JSON.stringify(answer));
  expect([text(kept.behind("{", answer)), kept.digest(answer), kept.bytes]).toEqual([text(sent), digest, sent.length]);
});

test("a digest differs with any byte of the answer, its instants too", () => {
  const answer = answerTo({ ...fixed, schedules: false });
  const { expires_at } = answer;
  const others: QuoteAnswer[] = [
    answer,
    { ...answer, created_at: expires_at },
    { ...answer, expires_at: answer.created_at },
    { ...answer, total: answer.total + 1 },
    { ...answer, missing: answer.missing.slice(1) },
  ];
  expect(new Set(others.map((each) => encodeAnswer(each).digest(each))).size).toBe(others.length);
});

test("one partner's object under two offers is not taken for one", () => {
  const answer = answerTo({ ...fixed, schedules: false });
  const shared = {
    ...answer,
    options: answer.options.map((each) => ({ ...each, partner: answer.options[0]!.partner })),
  };
  expect(encoded(shared)).toBe(JSON.stringify(shared));
  expect(encoded(answer)).toBe(JSON.stringify(answer));
});
