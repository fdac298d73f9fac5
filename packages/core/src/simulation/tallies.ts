import { type Named, newNamed } from "./named.ts";
import {
  CART_FIELDS,
  type CartField,
  type ExampleKind,
  MOST_SEGMENTS,
  SEGMENT_KINDS,
  type SegmentKind,
  WAY_FIELDS,
  type WayField,
} from "./types.ts";

/** What grows while quotes are replayed: one per thread, never shared. `summarize` makes plain data of it. */
export interface Tallies {
  quotes: number;
  refused: number;
  unreadable: number;
  readonly currencies: Map<string, CurrencyTallies>;
  readonly examples: Map<ExampleKind, string[]>;
}

export interface Growing {
  carts: number;
  amount: number;
}

export type Counts<F extends string> = { readonly [K in F]: Growing };

export interface WayTallies {
  readonly counts: Counts<WayField>;
  readonly caughtBy: Map<string | null, Growing>;
}

export interface CheapestTallies {
  carts: number;
  before: number;
  after: number;
  /** Carts by band, then those without. */
  readonly bandsBefore: number[];
  readonly bandsAfter: number[];
}

export interface CurrencyTallies {
  readonly carts: Counts<CartField>;
  readonly ways: Map<string, WayTallies>;
  readonly segments: { readonly [K in SegmentKind]: Named<Counts<CartField>> };
  readonly cheapest: CheapestTallies;
}

/** Upper ends of the bands of cost, in percent of the cart; one more band lies above. */
export const BAND_ENDS = [0, 1, 2, 3, 5, 8, 12, 20] as const;
const BANDS = BAND_ENDS.length + 1;

/** Which band a cost lies in: exact, since neither side passes 2^53. The last but one place lies above all ends. */
export function bandOfCost(cost: number | null, total: number): number {
  if (cost === null) return BANDS;
  for (let band = 0; band < BAND_ENDS.length; band += 1) if (cost * 100 <= total * BAND_ENDS[band]!) return band;
  return BAND_ENDS.length;
}

export function newTallies(): Tallies {
  return { quotes: 0, refused: 0, unreadable: 0, currencies: new Map(), examples: new Map() };
}

export function newCarts(): Counts<CartField> {
  return newCounts(CART_FIELDS);
}

export function inCurrency(tallies: Tallies, currency: string): CurrencyTallies {
  let found = tallies.currencies.get(currency);
  if (found === undefined) {
    found = {
      carts: newCarts(),
      ways: new Map(),
      segments: Object.fromEntries(
        SEGMENT_KINDS.map((kind) => [kind, newNamed(MOST_SEGMENTS)]),
      ) as unknown as CurrencyTallies["segments"],
      cheapest: {
        carts: 0,
        before: 0,
        after: 0,
        bandsBefore: new Array(BANDS + 1).fill(0),
        bandsAfter: new Array(BANDS + 1).fill(0),
      },
    };
    tallies.currencies.set(currency, found);
  }
  return found;
}

export function inWay({ ways }: CurrencyTallies, offer: string): WayTallies {
  let found = ways.get(offer);
  if (found === undefined) {
    found = { counts: newCounts(WAY_FIELDS), caughtBy: new Map() };
    ways.set(offer, found);
  }
  return found;
}

export function inCaught({ caughtBy }: WayTallies, option: string | null): Growing {
  let found = caughtBy.get(option);
  if (found === undefined) {
    found = { carts: 0, amount: 0 };
    caughtBy.set(option, found);
  }
  return found;
}

export function grow(tally: Growing, carts: number, amount: number): void {
  tally.carts += carts;
  tally.amount = addUp(tally.amount, amount);
}

/** Stops at 2^53 − 1 instead of losing units; so the order of adding makes no difference. Neither part is negative. */
export function addUp(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}

function newCounts<F extends string>(fields: readonly F[]): Counts<F> {
  return Object.fromEntries(fields.map((field) => [field, { carts: 0, amount: 0 }])) as Counts<F>;
}
