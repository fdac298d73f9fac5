import type { IsoDate } from "../calendar/types.ts";
import type { Minor } from "../money/types.ts";
import type { PlanRow } from "./types.ts";

/** The parts of a row that money pays. */
export type Part = "principal" | "interest" | "fee" | "late";

/**
 * Where money goes first. `row`: the oldest row whole before the next; `part`: one part of every row that has fallen due before
 * the next part. Money beyond what is due pays the rows to come, the nearest first, each in the order of the parts.
 */
export const ALLOCATION_ORDERS = {
  oldest_first: { across: "row", parts: ["late", "interest", "fee", "principal"] },
  late_last: { across: "row", parts: ["interest", "fee", "principal", "late"] },
  fees_first: { across: "part", parts: ["late", "fee", "interest", "principal"] },
  interest_first: { across: "part", parts: ["interest", "fee", "late", "principal"] },
  principal_first: { across: "part", parts: ["principal", "interest", "fee", "late"] },
} as const satisfies Record<string, { readonly across: "row" | "part"; readonly parts: readonly Part[] }>;

export type AllocationOrder = keyof typeof ALLOCATION_ORDERS;

/** So much of one part of one row, by its place in the plan's rows. */
export interface Allocated {
  readonly at: number;
  readonly part: Part;
  readonly amount: Minor;
}

/** What a row still owes of a part. */
export function unpaidOf(row: PlanRow, part: Part): Minor {
  switch (part) {
    case "principal":
      return row.principal - row.paid_principal;
    case "interest":
      return row.interest - row.paid_interest;
    case "fee":
      return row.fee - row.paid_fee;
    case "late":
      return row.late - row.paid_late;
  }
}

/** What a row still owes. */
export function unpaidOfRow(row: PlanRow): Minor {
  const owed = row.principal + row.interest + row.fee + row.late;
  return owed - row.paid_principal - row.paid_interest - row.paid_fee - row.paid_late;
}

/**
 * Lays money on the rows in the named order.
 *
 * Units: minor units. Invariant: what is allocated sums to the lesser of `amount` and what is owed, and no part gets more than
 * it lacks. Rows stand by due date, as a plan's do.
 * Source: docs/rules/plans.md
 */
export function allocate(
  rows: readonly PlanRow[],
  amount: Minor,
  order: AllocationOrder,
  today: IsoDate,
): readonly Allocated[] {
  const { across, parts } = ALLOCATION_ORDERS[order];
  const allocated: Allocated[] = [];
  let left = amount;
  const pay = (at: number, part: Part): void => {
    const paid = Math.min(left, unpaidOf(rows[at]!, part));
    if (paid > 0) {
      allocated.push({ at, part, amount: paid });
      left -= paid;
    }
  };
  let next = 0;
  if (across === "part") {
    while (next < rows.length && rows[next]!.due_on <= today) next++;
    for (const part of parts) for (let at = 0; at < next && left > 0; at++) pay(at, part);
  }
  for (let at = next; at < rows.length && left > 0; at++) for (const part of parts) pay(at, part);
  return allocated;
}
