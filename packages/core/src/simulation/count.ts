import { ofName } from "./named.ts";
import {
  addUp,
  bandOfCost,
  type CheapestTallies,
  type Counts,
  grow,
  inCaught,
  inCurrency,
  inWay,
  newCarts,
  type Tallies,
} from "./tallies.ts";
import { type CartField, type ExampleKind, MOST_EXAMPLES, type QuoteOutcome } from "./types.ts";

/** Counts what a cart would see change. `quote` names it among the examples. */
export function countOutcome(tallies: Tallies, outcome: QuoteOutcome, quote: string): void {
  const { amount, kept, lost, gained, segments } = outcome;
  const currency = inCurrency(tallies, outcome.currency);
  tallies.quotes += 1;

  let folds = false;
  for (const { offer, price, place } of kept) {
    const { counts } = inWay(currency, offer);
    grow(counts.kept, 1, amount);
    if (price !== "same") grow(counts[price], 1, amount);
    if (place !== "same") grow(counts[place], 1, amount);
    if (place === "folded") folds = true;
  }
  for (const { offer, caughtBy } of lost) {
    const way = inWay(currency, offer);
    grow(way.counts.lost, 1, amount);
    grow(inCaught(way, caughtBy), 1, amount);
  }
  for (const offer of gained) grow(inWay(currency, offer).counts.gained, 1, amount);

  const fields = fieldsOf(outcome);
  countCart(currency.carts, fields, amount);
  for (const { by, value } of segments) {
    const carts = ofName(currency.segments[by], value, newCarts);
    if (carts !== undefined) countCart(carts, fields, amount);
  }
  countCheapest(currency.cheapest, outcome);

  for (const field of fields) if (field !== "all") keepExample(tallies, field, quote);
  if (folds) keepExample(tallies, "folded", quote);
}

/** Counts a line that could not be replayed. */
export function countLeftOut(tallies: Tallies, why: "refused" | "unreadable", quote: string): void {
  tallies.quotes += 1;
  tallies[why] += 1;
  keepExample(tallies, why, quote);
}

/** Keeps the first by id, so that parts in any order keep the same. */
export function keepExample({ examples }: Tallies, kind: ExampleKind, quote: string): void {
  let kept = examples.get(kind);
  if (kept === undefined) {
    kept = [];
    examples.set(kind, kept);
  }
  if (kept.length === MOST_EXAMPLES && quote >= kept[kept.length - 1]!) return;
  if (kept.includes(quote)) return;
  kept.push(quote);
  kept.sort();
  if (kept.length > MOST_EXAMPLES) kept.pop();
}

function fieldsOf({ lost, gained, losesInstalments, cheapest }: QuoteOutcome): CartField[] {
  const fields: CartField[] = ["all"];
  if (lost.length > 0) fields.push("losing");
  if (gained.length > 0) fields.push("gaining");
  if (losesInstalments) fields.push("without_instalments");
  const { before, after } = cheapest;
  if (before !== null && after !== null && before !== after) fields.push(after > before ? "dearer" : "cheaper");
  return fields;
}

function countCart(counts: Counts<CartField>, fields: readonly CartField[], amount: number): void {
  for (const field of fields) grow(counts[field], 1, amount);
}

function countCheapest(tallies: CheapestTallies, { cheapest: { before, after }, amount }: QuoteOutcome): void {
  tallies.bandsBefore[bandOfCost(before, amount)]! += 1;
  tallies.bandsAfter[bandOfCost(after, amount)]! += 1;
  if (before === null || after === null) return;
  tallies.carts += 1;
  tallies.before = addUp(tallies.before, before);
  tallies.after = addUp(tallies.after, after);
}
