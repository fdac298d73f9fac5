import { expect, test } from "vitest";
import { currencyOfBoth, impactRows, lostByAmount } from "./impact-rows.ts";
import type { Impact } from "./waterfall.ts";

const tally = (carts: number) => ({ carts, amount: carts * 100 });
const impact = (losing: number, without: number, bands: readonly (readonly [number, number])[]) =>
  ({
    currency: "CNY",
    all: tally(1_000),
    losing: tally(losing),
    gaining: tally(0),
    without_instalments: tally(without),
    dearer: tally(7),
    cheaper: tally(0),
    ways: [
      {
        offer: "qinghe-12",
        lost: tally(losing),
        caught_by: [
          { option: "card-12", ...tally(losing - without) },
          { option: null, ...tally(without) },
        ],
      },
    ],
    segments: bands.map(([value, carts]) => ({
      by: "amount",
      value: String(value),
      without_instalments: tally(carts),
    })),
  }) as unknown as Impact;

test("two proposals stand side by side, and one that was not replayed has no figures", () => {
  const rows = impactRows(impact(180, 8, []), undefined);
  expect(rows.find(({ id }) => id === "losing")?.carts).toEqual([180, undefined]);
  expect(rows.find(({ id }) => id === "caught")?.carts).toEqual([172, undefined]);
  expect(rows.find(({ id }) => id === "without_instalments")?.amounts).toEqual([800, undefined]);
});

test("bands of either stand in order of their amounts", () => {
  const rows = lostByAmount(
    impact(180, 8, [[1_000_000, 3]]),
    impact(90, 5, [
      [500_000, 2],
      [1_000_000, 1],
    ]),
  );
  expect(rows).toEqual([
    { from: 500_000, carts: [0, 2] },
    { from: 1_000_000, carts: [3, 1] },
  ]);
});

test("the currency is that of most carts", () => {
  const summary = (currency: string, carts: number) => ({ currencies: [{ currency, all: { carts } }] });
  const both = [summary("EUR", 3), summary("CNY", 30), undefined] as never;
  expect(currencyOfBoth(both)).toBe("CNY");
  expect(currencyOfBoth([undefined])).toBeUndefined();
});
