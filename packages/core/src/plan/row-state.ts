import type { IsoDate } from "../calendar/types.ts";
import { unpaidOfRow } from "./allocation.ts";
import { isRunning } from "./states.ts";
import type { Plan, PlanRow } from "./types.ts";

export type PlanRowState = "upcoming" | "due" | "overdue" | "paid";

/** How a row stands on a day. Of a plan that does not run, what is unpaid is nothing that falls due. */
export function rowStateOf({ state }: Pick<Plan, "state">, row: PlanRow, today: IsoDate): PlanRowState {
  if (unpaidOfRow(row) === 0) return "paid";
  if (!isRunning(state) || row.due_on > today) return "upcoming";
  return row.due_on < today ? "overdue" : "due";
}
