import type { BookedMovement, Explained, FileRow } from "./types.ts";

type Fits = (row: FileRow, booked: BookedMovement) => boolean;

const sameKind: Fits = (row, booked) => row.reference === booked.reference && row.kind === booked.kind;
const mayBe: Fits = (row, { request }) => row.request === null || request === null || row.request === request;

/** From the surest to the least sure; each is tried for all rows before the next. */
const STEPS: readonly Fits[] = [
  (row, booked) => sameKind(row, booked) && row.request !== null && row.request === booked.request,
  (row, booked) => sameKind(row, booked) && mayBe(row, booked) && differs(row, booked) === null,
  (row, booked) => sameKind(row, booked) && mayBe(row, booked) && row.currency === booked.currency,
  (row, booked) => sameKind(row, booked) && mayBe(row, booked),
];

/**
 * Explains rows of a file for which no movement is exactly equal and free: the nearest of the same reference and kind, or why there
 * is none.
 *
 * `booked`: all movements with these rows' references, those that are taken as well, in the order of their entries.
 * Invariant: one answer for each row, in their order; no movement is in two of them.
 * Source: docs/guide/reconciliation.md
 */
export function explainRows(rows: readonly FileRow[], booked: readonly BookedMovement[]): readonly Explained[] {
  const byReference = Map.groupBy(booked, ({ reference }) => reference);
  const free = new Set(booked.filter(({ taken }) => !taken));
  const found = new Map<FileRow, BookedMovement>();
  for (const fits of STEPS) {
    for (const row of rows) {
      if (found.has(row)) continue;
      const nearest = byReference.get(row.reference)?.find((each) => free.has(each) && fits(row, each));
      if (!nearest) continue;
      free.delete(nearest);
      found.set(row, nearest);
    }
  }
  return rows.map((row) => {
    const nearest = found.get(row);
    if (nearest) return { row, booked: nearest, reason: differs(row, nearest) };
    const told = byReference.get(row.reference)?.find((each) => sameKind(row, each) && mayBe(row, each));
    return { row, booked: null, reason: told ? "duplicate" : "missing_here" };
  });
}

/** The first thing in which the two differ; null when they are equal. */
function differs(row: FileRow, booked: BookedMovement): "currency_differs" | "amount_differs" | "fee_differs" | null {
  if (row.currency !== booked.currency) return "currency_differs";
  if (row.amount !== booked.amount) return "amount_differs";
  return row.fee === booked.fee ? null : "fee_differs";
}
