import { toEpochDay, toIsoDate } from "../calendar/index.ts";
import type { IsoDate } from "../calendar/types.ts";
import type { Minor } from "../money/types.ts";
import { unpaidOfRow } from "./allocation.ts";
import type { Plan } from "./types.ts";

/** A payment that was, or is to be, taken by the shopper's mandate: up to which row, and what became of it. */
export interface Collection {
  readonly row: number;
  readonly state: "open" | "taken" | "not_taken";
}

/** Days after a row is due on which it is asked for, one try after the other. Then it is the shopper's to pay. */
const TRIES_AFTER_DAYS = [0, 1, 3] as const;

/**
 * The next day on which a payment is to be taken by the shopper's mandate; null when there is none: nothing is left, a dispute is
 * open, or one is being taken. What was due before goes with the row that is due last.
 */
export function nextCollectOn({ state, rows }: Plan, collections: readonly Collection[]): IsoDate | null {
  if (state !== "active" && state !== "overdue") return null;
  if (collections.some((each) => each.state === "open")) return null;
  const open = rows.filter((row) => unpaidOfRow(row) > 0);
  const due = open.findLast((row) => row.fallen_due);
  if (due) {
    const after = TRIES_AFTER_DAYS[collections.filter(({ row }) => row === due.n).length];
    if (after !== undefined) return toIsoDate(toEpochDay(due.due_on) + after);
  }
  return open.find((row) => !row.fallen_due)?.due_on ?? null;
}

/** What is due by a day and not paid, up to which row; undefined where nothing is. Minor units, late charges included. */
export function collectableOn(
  { rows }: Plan,
  today: IsoDate,
): { readonly row: number; readonly amount: Minor } | undefined {
  const due = rows.filter((row) => row.due_on <= today && unpaidOfRow(row) > 0);
  const last = due.at(-1);
  return last && { row: last.n, amount: due.reduce((sum, row) => sum + unpaidOfRow(row), 0) };
}
