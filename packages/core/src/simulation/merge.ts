import { keepExample } from "./count.ts";
import { ofName } from "./named.ts";
import { summarize } from "./summarize.ts";
import {
  addUp,
  type CheapestTallies,
  type Counts,
  grow,
  inCaught,
  inCurrency,
  inWay,
  newCarts,
  newTallies,
  type Tallies,
} from "./tallies.ts";
import {
  CART_FIELDS,
  type CheapestSummary,
  type CurrencySummary,
  type SimulationSummary,
  type Tally,
  WAY_FIELDS,
} from "./types.ts";

/**
 * What several replays come to together. How the quotes were shared out, and in which order the parts come, makes no
 * difference: merging is associative and commutative, and nothing is the summary of no quotes.
 */
export function mergeSummaries(parts: readonly SimulationSummary[]): SimulationSummary {
  const tallies = newTallies();
  for (const part of parts) absorb(tallies, part);
  return summarize(tallies);
}

function absorb(tallies: Tallies, part: SimulationSummary): void {
  tallies.quotes += part.quotes;
  tallies.refused += part.refused;
  tallies.unreadable += part.unreadable;
  for (const currency of part.currencies) absorbCurrency(tallies, currency);
  for (const { kind, quotes } of part.examples) for (const quote of quotes) keepExample(tallies, kind, quote);
}

function absorbCurrency(tallies: Tallies, part: CurrencySummary): void {
  const currency = inCurrency(tallies, part.currency);
  absorbCounts(currency.carts, part, CART_FIELDS);
  for (const way of part.ways) {
    const into = inWay(currency, way.offer);
    absorbCounts(into.counts, way, WAY_FIELDS);
    for (const { option, carts, amount } of way.caught_by) grow(inCaught(into, option), carts, amount);
  }
  for (const segment of part.segments) {
    const into = ofName(currency.segments[segment.by], segment.value, newCarts);
    if (into !== undefined) absorbCounts(into, segment, CART_FIELDS);
  }
  for (const by of part.segments_cut) currency.segments[by].cut = true;
  absorbCheapest(currency.cheapest, part.cheapest);
}

function absorbCounts<F extends string>(
  into: Counts<F>,
  part: { readonly [K in F]: Tally },
  fields: readonly F[],
): void {
  for (const field of fields) grow(into[field], part[field].carts, part[field].amount);
}

function absorbCheapest(into: CheapestTallies, part: CheapestSummary): void {
  into.carts += part.carts;
  into.before = addUp(into.before, part.before);
  into.after = addUp(into.after, part.after);
  part.bands.forEach((band, index) => {
    into.bandsBefore[index]! += band.before;
    into.bandsAfter[index]! += band.after;
  });
  into.bandsBefore[part.bands.length]! += part.without.before;
  into.bandsAfter[part.bands.length]! += part.without.after;
}
