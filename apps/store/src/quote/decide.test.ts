import { expect, test } from "vitest";
import type { PricedBasket } from "../cart/types.ts";
import type { Option, Quote } from "./ask.ts";
import { type Confirming, decide } from "./decide.ts";

const MADE = Date.parse("2026-11-22T02:28:00.000Z");
const SECOND = 1_000;
const option = (id: string, total: number | null, reading_seconds = 10): Option =>
  ({
    id,
    total,
    disclosure: { id: "cn", acknowledgement: { reading_seconds, confirm: reading_seconds > 0 } },
  }) as unknown as Option;
const quote = (...options: Option[]): Quote =>
  ({
    created_at: new Date(MADE).toISOString(),
    expires_at: new Date(MADE + 900 * SECOND).toISOString(),
    total: 499_900,
    options,
  }) as unknown as Quote;

const twelve = quote(option("qinghe-12", 535_893), option("card-full", 499_900, 0));
const base: Confirming = {
  form: { option: "qinghe-12", agreed: "yes" },
  shown: twelve,
  now: twelve,
  basket: { total: 499_900 } as PricedBasket,
  at: MADE + 11 * SECOND,
};

test.each<[string, Partial<Confirming>, string]>([
  ["read and agreed", {}, "confirmed"],
  ["nothing chosen", { form: {} }, "choose"],
  ["the way is gone", { now: quote() }, "gone"],
  ["the token no longer holds", { shown: undefined }, "changed"],
  ["the price has moved", { now: quote(option("qinghe-12", 535_900)) }, "changed"],
  ["the cart has changed since", { basket: { total: 509_900 } as PricedBasket }, "changed"],
  ["the quote has expired", { at: MADE + 900 * SECOND }, "changed"],
  ["read for nine seconds", { at: MADE + 9 * SECOND }, "read_on"],
  ["not agreed to", { form: { option: "qinghe-12" } }, "agree"],
  ["a screen that says it was read for ten", { form: { option: "qinghe-12", read_seconds: "10" } }, "confirmed"],
  ["a screen that lies about the time", { form: { option: "qinghe-12", read_seconds: "10" }, at: MADE }, "read_on"],
  ["full payment asks for neither", { form: { option: "card-full" }, at: MADE }, "confirmed"],
])("%s: %s", (_, change, kind) => {
  expect(decide({ ...base, ...change }).kind).toBe(kind);
});

test("it says how long is left", () => {
  expect(decide({ ...base, at: MADE + 3_500 })).toMatchObject({ kind: "read_on", seconds: 7 });
});
