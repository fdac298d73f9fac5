import { expect, test } from "vitest";
import { cheapestMove, type Impact, waterfallOf } from "./waterfall.ts";

const tally = (carts: number) => ({ carts, amount: carts * 100 });
const impact = {
  all: tally(100),
  dearer: tally(20),
  cheaper: tally(3),
  without_instalments: tally(7),
  ways: [
    {
      offer: "a-12",
      lost: tally(40),
      caught_by: [
        { option: null, ...tally(5) },
        { option: "b-12", ...tally(35) },
      ],
    },
    {
      offer: "a-24",
      lost: tally(10),
      caught_by: [
        { option: "b-12", ...tally(4) },
        { option: "c-6", ...tally(6) },
      ],
    },
    { offer: "b-12", lost: tally(0), caught_by: [] },
  ],
} as unknown as Impact;

test("what catches adds up to what is lost, nothing stands last", () => {
  const { carts, amount, ways, rows } = waterfallOf(impact);
  expect([carts, amount, ways]).toEqual([50, 5_000, ["a-12", "a-24"]]);
  expect(rows.map(({ option, carts, above }) => [option, carts, above])).toEqual([
    ["b-12", 39, 0],
    ["c-6", 6, 39],
    [null, 5, 45],
  ]);
  expect(rows.reduce((sum, row) => sum + row.carts, 0)).toBe(carts);
});

test("the parts of the cheapest cost add up to all carts", () => {
  expect(cheapestMove(impact)).toEqual({ same: 70, dearer: 20, cheaper: 3, without: 7, all: 100 });
});
