import type { Simulation } from "./queries.ts";
import { type Impact, waterfallOf } from "./waterfall.ts";

type Summary = NonNullable<Simulation["summary"]>;

/** One figure of two replays; undefined where a replay has not been made. */
export interface ImpactRow {
  readonly id: "all" | "losing" | "gaining" | "without_instalments" | "dearer" | "cheaper" | "caught";
  readonly carts: readonly [number | undefined, number | undefined];
  /** Minor units. */
  readonly amounts: readonly [number | undefined, number | undefined];
}

const TALLIES = ["all", "losing", "without_instalments", "dearer", "cheaper", "gaining"] as const;

/** Currency of most carts in either replay; undefined before the first. */
export function currencyOfBoth(summaries: readonly (Summary | undefined)[]): string | undefined {
  const all = summaries.flatMap((summary) => summary?.currencies ?? []);
  return [...all].sort((a, b) => b.all.carts - a.all.carts)[0]?.currency;
}

/** What two proposals come to for the same recorded carts: who loses, who gains, what the cheapest way costs then. */
export function impactRows(a: Impact | undefined, b: Impact | undefined): readonly ImpactRow[] {
  const tallies = TALLIES.map(
    (id): ImpactRow => ({
      id,
      carts: [a?.[id].carts, b?.[id].carts],
      amounts: [a?.[id].amount, b?.[id].amount],
    }),
  );
  const [first, second] = [caughtOf(a), caughtOf(b)];
  return [...tallies, { id: "caught", carts: [first?.carts, second?.carts], amounts: [first?.amount, second?.amount] }];
}

/** Lost ways for which there is another. */
function caughtOf(impact: Impact | undefined): { readonly carts: number; readonly amount: number } | undefined {
  if (!impact) return undefined;
  const caught = waterfallOf(impact).rows.filter(({ option }) => option !== null);
  return {
    carts: caught.reduce((sum, { carts }) => sum + carts, 0),
    amount: caught.reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** Amount bands in which carts lose all instalments under either proposal, lowest first. */
export function lostByAmount(a: Impact | undefined, b: Impact | undefined) {
  const of = (impact: Impact | undefined) =>
    new Map(
      (impact?.segments ?? [])
        .filter(({ by, without_instalments }) => by === "amount" && without_instalments.carts > 0)
        .map(({ value, without_instalments }) => [Number(value), without_instalments.carts]),
    );
  const [first, second] = [of(a), of(b)];
  return [...new Set([...first.keys(), ...second.keys()])]
    .sort((x, y) => x - y)
    .map((from) => ({ from, carts: [first.get(from) ?? 0, second.get(from) ?? 0] as const }));
}
