import { type IsoDate, toEpochDay, toIsoDate } from "@fenqi/core/calendar";
import { isRunning, type Plan, unpaidOfRow } from "@fenqi/core/plan";

/**
 * The next day on which the daily close has something to do for a plan: a row falls due, one that was due is missed, or
 * a missed one is charged for another day. Null when nothing is to come.
 */
export function nextClose({ state, rows, closed_through: closed }: Plan): IsoDate | null {
  if (!isRunning(state)) return null;
  let next: IsoDate | null = null;
  for (const row of rows) {
    const isOpen = unpaidOfRow(row) > 0;
    if (row.fallen_due && !isOpen) continue;
    const day = row.due_on > closed ? row.due_on : dayAfter(closed);
    if (next === null || day < next) next = day;
  }
  return next;
}

const dayAfter = (day: IsoDate): IsoDate => toIsoDate(toEpochDay(day) + 1);
