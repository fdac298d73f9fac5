import { assert, type Currency, type Minor } from "../money/index.ts";
import { EXCEPTION_REASONS, type ExceptionReason } from "./types.ts";

/** `paid_out`: what the partner has paid out of what it settled; it needs no counterpart. */
export type SummaryPart = "matched" | "paid_out" | ExceptionReason;
export const SUMMARY_PARTS: readonly SummaryPart[] = ["matched", "paid_out", ...EXCEPTION_REASONS];

/** So many rows, and what they add up to; minor units. */
export interface Sums {
  readonly rows: number;
  readonly amount: Minor;
  readonly fee: Minor;
}

/** One side of one part, in one currency. `there`: the partner's file; `here`: our books. */
export interface Counted extends Sums {
  readonly side: "there" | "here";
  readonly part: SummaryPart;
  readonly currency: Currency;
}

export interface FileSummary {
  readonly currency: Currency;
  /** The whole file. */
  readonly there: Sums;
  /** All that our books expected in it. */
  readonly here: Sums;
  /** Parts that have something on either side; they add up to the two totals. */
  readonly parts: readonly { readonly part: SummaryPart; readonly there: Sums; readonly here: Sums }[];
}

const NONE: Sums = { rows: 0, amount: 0, fee: 0 };

/**
 * Explains every cent of a file, by currency.
 *
 * `file`: what was counted while it was read, row by row, apart from any matching.
 * Throws where the parts do not add up to it, or a sum is no longer exact: a bug, and nothing may be booked from it.
 */
export function sumUp(file: ReadonlyMap<Currency, Sums>, counted: readonly Counted[]): readonly FileSummary[] {
  const currencies = new Set([...file.keys(), ...counted.map(({ currency }) => currency)]);
  return [...currencies].sort().map((currency) => {
    const of = (part: SummaryPart, side: Counted["side"]) =>
      total(counted.filter((each) => each.currency === currency && each.part === part && each.side === side));
    const parts = SUMMARY_PARTS.map((part) => ({ part, there: of(part, "there"), here: of(part, "here") })).filter(
      ({ there, here }) => there.rows + here.rows > 0,
    );
    const there = total(parts.map((part) => part.there));
    assert(equal(there, file.get(currency) ?? NONE), "the parts add up to the file");
    return { currency, there, here: total(parts.map((part) => part.here)), parts };
  });
}

/** Adds up; the sum stays exact or it throws. */
function total(sums: readonly Sums[]): Sums {
  const sum = sums.reduce(
    (all, { rows, amount, fee }) => ({ rows: all.rows + rows, amount: all.amount + amount, fee: all.fee + fee }),
    NONE,
  );
  assert(Number.isSafeInteger(sum.amount) && Number.isSafeInteger(sum.fee), "a sum is exact");
  return sum;
}

const equal = (a: Sums, b: Sums): boolean => a.rows === b.rows && a.amount === b.amount && a.fee === b.fee;
