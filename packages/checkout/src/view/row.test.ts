import { expect, test } from "vitest";
import { fixtureQuote } from "../fixture/quote.ts";
import { renderCheckout } from "../server.ts";

/** The row of one way, as the page without a script has it, its marks and tags left out. */
function rowOf(runs: readonly { count: number; amount: number }[], locale: "zh-CN" | "en"): string {
  const quote = fixtureQuote(locale, false);
  const options = quote.options.map((option) => (option.id === "qinghe-12" ? { ...option, runs: [...runs] } : option));
  const html = renderCheckout({ quote: { ...quote, options }, locale, action: "/confirm" });
  const row = html.slice(html.indexOf('value="qinghe-12"'));
  return row.slice(0, row.indexOf("</label>")).replace(/<[^>]*>/g, "");
}

const rounded = [
  { count: 9, amount: 44_658 },
  { count: 3, amount: 44_657 },
];
const interestFirst = [
  { count: 11, amount: 19_996 },
  { count: 1, amount: 2_519_496 },
];

test.each([
  ["zh-CN", "末期 ¥25,194.96"],
  ["en", "last: ¥25,194.96"],
] as const)(
  "in %s a last payment of the whole principal stands in its row; a cent of rounding waits below",
  (locale, last) => {
    expect(rowOf(interestFirst, locale)).toContain(last);
    expect(rowOf(rounded, locale)).not.toContain("446.57");
  },
);

test("what this order could never have offers no word when it is back", () => {
  const quote = fixtureQuote("en", false);
  const [way] = quote.missing;
  const order = { ...way!, back: { kind: "none" as const }, causes: [{ ...way!.causes[0]!, category: "order" }] };
  const html = renderCheckout({
    quote: { ...quote, missing: [order as (typeof quote.missing)[number]] },
    locale: "en",
    action: "/c",
  });
  expect(html).not.toContain('name="notify"');
  expect(html).toContain('name="ask"');
});
