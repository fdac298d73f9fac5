import { expect, test } from "vitest";
import { isSealed, sealQuote } from "./index.ts";

const asked = { cart: { currency: "CNY", total: 500 }, market: "CN", shopper: { ref: "customer-1" } };
const seal = await sealQuote("sk_test_1", "token", asked);

test("a quote's seal holds for its token and what it was asked for", async () => {
  expect(seal).toMatch(/^[0-9a-f]{64}$/);
  expect(await isSealed("sk_test_1", "token", structuredClone(asked), seal)).toBe(true);
});

test.each([
  ["another token", "sk_test_1", "token2", asked, seal],
  ["another key", "sk_test_2", "token", asked, seal],
  ["another cart", "sk_test_1", "token", { ...asked, cart: { ...asked.cart, total: 499 } }, seal],
  ["another shopper", "sk_test_1", "token", { ...asked, shopper: { ref: "customer-2" } }, seal],
  ["half a seal", "sk_test_1", "token", asked, seal.slice(0, 32)],
  ["another seal", "sk_test_1", "token", asked, `${seal.slice(0, 63)}${seal.endsWith("0") ? "1" : "0"}`],
  ["no seal", "sk_test_1", "token", asked, ""],
] as const)("a seal does not hold for %s", async (_, key, token, question, given) => {
  expect(await isSealed(key, token, question, given)).toBe(false);
});
