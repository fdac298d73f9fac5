import { compileCatalogue } from "@fenqi/core/catalogue";
import { aggregateCart } from "@fenqi/core/offer";
import { quote } from "@fenqi/core/quote";
import { expect, test } from "vitest";
import { DEMO_CASES, DEMO_SUPPORT } from "./cases.ts";
import { demoCatalogue } from "./seed.ts";

const NOW = "2026-11-22T02:28:00.000Z";

test.each(DEMO_CASES.map((seed) => [seed.id, seed] as const))("%s is about a way that is missing", (_, seed) => {
  const { cart, ...request } = seed.request;
  const at = new Date(Date.parse(NOW) - seed.minutesAgo * 60_000).toISOString();
  const answer = quote(compileCatalogue(demoCatalogue(NOW), "v"), { ...request, cart: aggregateCart(cart) }, at);
  if (!answer.ok) throw new Error(answer.error.code);
  const way = answer.value.missing.find(({ offer }) => offer === seed.offer);
  expect(way?.causes.some(({ code }) => code === "store_rule")).toBe(seed.review);
});

test("one of them waits for another person's word on goodwill", () => {
  const asked = DEMO_CASES.flatMap((seed) => ("goodwill" in seed ? [seed.goodwill] : []));
  expect(asked.map(({ amount }) => amount > DEMO_SUPPORT.goodwill_limits.CNY)).toEqual([true]);
});
