import type { Simulation } from "./queries.ts";

export type Impact = NonNullable<Simulation["summary"]>["currencies"][number];

export interface CaughtRow {
  /** The way that catches; null where nothing does. */
  readonly option: string | null;
  readonly carts: number;
  readonly amount: number;
  /** Carts of the rows above it. */
  readonly above: number;
}

export interface Waterfall {
  readonly carts: number;
  readonly amount: number;
  /** Ways that somebody loses. */
  readonly ways: readonly string[];
  /** Those that catch most first, nothing at the end. They add up to the whole. */
  readonly rows: readonly CaughtRow[];
}

/** What catches the ways that carts lose, over all of those ways: every lost way of every cart is counted once. */
export function waterfallOf({ ways }: Impact): Waterfall {
  const lost = ways.filter((way) => way.lost.carts > 0);
  const sums = new Map<string | null, { carts: number; amount: number }>();
  for (const { option, carts, amount } of lost.flatMap(({ caught_by }) => caught_by)) {
    const sum = sums.get(option) ?? { carts: 0, amount: 0 };
    sums.set(option, { carts: sum.carts + carts, amount: sum.amount + amount });
  }
  const ranked = [...sums].sort(
    ([a, { carts: x }], [b, { carts: y }]) => Number(a === null) - Number(b === null) || y - x,
  );
  let above = 0;
  const rows = ranked.map(([option, sum]) => {
    const row = { option, ...sum, above };
    above += sum.carts;
    return row;
  });
  return {
    carts: lost.reduce((total, way) => total + way.lost.carts, 0),
    amount: lost.reduce((total, way) => total + way.lost.amount, 0),
    ways: lost.map(({ offer }) => offer),
    rows,
  };
}

/** How the cheapest instalments of all carts move. The parts add up to all of them. */
export function cheapestMove({ all, dearer, cheaper, without_instalments: without }: Impact) {
  const same = all.carts - dearer.carts - cheaper.carts - without.carts;
  return { same, dearer: dearer.carts, cheaper: cheaper.carts, without: without.carts, all: all.carts };
}
