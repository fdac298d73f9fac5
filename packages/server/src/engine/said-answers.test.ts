import { compileCatalogue } from "@fenqi/core/catalogue";
import { aggregateCart } from "@fenqi/core/offer";
import type { QuoteInput } from "@fenqi/core/quote";
import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import { expect, test } from "vitest";
import { fixtureCatalogue } from "../testing/fixture.ts";
import type { EncodedAnswer } from "./ports.ts";
import { type Question, type Said, saidAnswers } from "./said-answers.ts";

const AT = Date.parse("2026-11-22T02:28:00.000Z");
const catalogue = { ...fixtureCatalogue("shop"), explanations: STANDARD_EXPLANATIONS };
const compiled = compileCatalogue(catalogue, "cat_1");

function ask(total: number, fields: Partial<Question> = {}, { shopper, ...facts }: Partial<QuoteInput> = {}): Question {
  const cart = aggregateCart({ currency: "CNY", total, items: [] });
  const input: QuoteInput = { cart, market: "CN", channel: "web", locale: "en", ...(shopper && { shopper }), ...facts };
  return { compiled, input, text: JSON.stringify(input), schedules: false, again: true, ms: AT, ...fields };
}

const answered = {
  ...{
    catalogueVersion: "cat_1",
    engineVersion: "1",
    input: "{}",
    currency: "CNY",
    options: 0,
    missing: 0,
    missingOffers: [],
  },
};

/** An answer of so many bytes that knows whether it was made to stay. */
function answer(bytes: number, isKept = false): Said & { readonly isKept: boolean } {
  const kept = () => ({ ...answer(bytes, true).encoded, isKept: true }) as EncodedAnswer;
  const encoded: EncodedAnswer = { bytes, digest: () => "", behind: () => new Uint8Array(), kept };
  return { encoded, answered: { ...answered, total: bytes }, isKept };
}

test("an answer is kept when its question was asked before, with bytes of its own", () => {
  const said = saidAnswers();
  said.hear(ask(1, { again: false }), answer(10));
  expect(said.find(ask(1))).toBeUndefined();
  said.hear(ask(1), answer(10));
  expect(said.find(ask(1, { again: false }))).toBeUndefined();
  expect(said.find(ask(1))).toMatchObject({ answered: { total: 10 }, encoded: { isKept: true } });
  expect(said.find({ ...ask(1), ms: AT + 3_600_000 })).toBeDefined();
});

test.each([
  ["another cart", ask(2)],
  ["with its schedules", ask(1, { schedules: true })],
  ["another day", ask(1, { ms: AT + 86_400_000 })],
  ["another catalogue", ask(1, { compiled: compileCatalogue(catalogue, "cat_2") })],
  ["other facts", ask(1, {}, { facts: { quotas: { q: { count: 1, amount: 1 } } } })],
  ["a shopper", ask(1, {}, { shopper: { ref: "s" } })],
])("%s is another question", (_, other) => {
  const said = saidAnswers();
  said.hear(ask(1), answer(10));
  expect(said.find(ask(1))).toBeDefined();
  expect(said.find(other)).toBeUndefined();
});

test("of shoppers nothing is kept, however often they ask", () => {
  const said = saidAnswers();
  const question = ask(1, {}, { shopper: { ref: "s" } });
  for (let time = 0; time < 3; time++) said.hear(question, answer(10));
  expect(said.find(question)).toBeUndefined();
});

test("a new day's answer takes the place of the old one", () => {
  const said = saidAnswers();
  for (const total of [10, 20]) said.hear(ask(1, { ms: AT + (total - 10) * 8_640_000 }), answer(total));
  expect(said.find(ask(1, { ms: AT + 86_400_000 }))).toMatchObject({ answered: { total: 20 } });
});

test("what is asked stays, what is not asked any more goes: four megabytes at most", () => {
  const said = saidAnswers();
  const often = ask(1);
  said.hear(often, answer(100_000));
  for (let total = 2; total < 1_000; total++) {
    said.hear(ask(total), answer(100_000));
    expect(said.find(often)).toBeDefined();
  }
  const kept = Array.from({ length: 998 }, (_, index) => said.find(ask(index + 2))).filter(
    (each) => each !== undefined,
  );
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.length).toBeLessThanOrEqual(42);
});
