import { expect, test } from "vitest";
import type { Question } from "./order-question.ts";
import { isSealed, sealOf } from "./quote-seal.ts";

const items = [{ sku: "p1", name: "Phone", category: "phone", tags: [], unit_amount: 500, quantity: 1 }];
const question: Question = {
  cart: { currency: "CNY", total: 500, items },
  ...{ market: "CN", channel: "web", locale: "en", shopper: { ref: "customer-1" } },
};
const seal = sealOf("sk_test_1", "token", question);

test("a quote's seal holds for its question and token, in either language", () => {
  expect(isSealed("sk_test_1", seal, "token", question)).toBe(true);
  expect(isSealed("sk_test_1", seal, "token", { ...question, locale: "zh-CN" })).toBe(true);
});

test.each([
  ["another token", "sk_test_1", seal, "token2", question],
  ["another key", "sk_test_2", seal, "token", question],
  ["another cart", "sk_test_1", seal, "token", { ...question, cart: { ...question.cart, total: 499 } }],
  ["another shopper", "sk_test_1", seal, "token", { ...question, shopper: { ref: "customer-2" } }],
  ["half a seal", "sk_test_1", seal.slice(0, 32), "token", question],
  ["no seal", "sk_test_1", "", "token", question],
] as const)("a seal does not hold for %s", (_, key, given, token, asked) => {
  expect(isSealed(key, given, token, asked)).toBe(false);
});
