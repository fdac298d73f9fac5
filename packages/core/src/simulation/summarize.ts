import {
  BAND_ENDS,
  type CheapestTallies,
  type Counts,
  type CurrencyTallies,
  type Growing,
  type Tallies,
  type WayTallies,
} from "./tallies.ts";
import {
  type CheapestSummary,
  type CurrencySummary,
  EXAMPLE_KINDS,
  SEGMENT_KINDS,
  type SegmentSummary,
  type SimulationSummary,
  type Tally,
  type WaySummary,
} from "./types.ts";

/** The tallies as plain data, every list in a fixed order: equal tallies make equal bytes. */
export function summarize(tallies: Tallies): SimulationSummary {
  const { quotes, refused, unreadable, currencies, examples } = tallies;
  return {
    quotes,
    refused,
    unreadable,
    currencies: byName(currencies).map(([currency, of]) => currencySummary(currency, of)),
    examples: EXAMPLE_KINDS.flatMap((kind) => {
      const kept = examples.get(kind);
      return kept === undefined ? [] : [{ kind, quotes: [...kept] }];
    }),
  };
}

function currencySummary(currency: string, { carts, ways, segments, cheapest }: CurrencyTallies): CurrencySummary {
  return {
    currency,
    ...copied(carts),
    ways: byName(ways).map(([offer, way]) => waySummary(offer, way)),
    segments: SEGMENT_KINDS.flatMap((by) =>
      byName(segments[by].things).map(([value, counts]): SegmentSummary => ({ by, value, ...copied(counts) })),
    ),
    segments_cut: SEGMENT_KINDS.filter((by) => segments[by].cut),
    cheapest: cheapestSummary(cheapest),
  };
}

/** Those that catch most stand first. */
function waySummary(offer: string, { counts, caughtBy }: WayTallies): WaySummary {
  const caught = [...caughtBy].map(([option, { carts, amount }]) => ({ option, carts, amount }));
  caught.sort((a, b) => b.carts - a.carts || ((a.option ?? "") < (b.option ?? "") ? -1 : 1));
  return { offer, ...copied(counts), caught_by: caught };
}

function cheapestSummary({ carts, before, after, bandsBefore, bandsAfter }: CheapestTallies): CheapestSummary {
  const last = BAND_ENDS.length + 1;
  const bands = [...BAND_ENDS, null].map((end, band) => ({
    up_to_percent: end,
    before: bandsBefore[band]!,
    after: bandsAfter[band]!,
  }));
  return { carts, before, after, bands, without: { before: bandsBefore[last]!, after: bandsAfter[last]! } };
}

function copied<F extends string>(counts: Counts<F>): { readonly [K in F]: Tally } {
  const entries = Object.entries<Growing>(counts).map(([field, { carts, amount }]) => [field, { carts, amount }]);
  return Object.fromEntries(entries) as { [K in F]: Tally };
}

function byName<T>(things: ReadonlyMap<string, T>): [string, T][] {
  return [...things].sort(([a], [b]) => (a < b ? -1 : 1));
}
