import type { api } from "../../api.ts";
import type { Period } from "../../parts/strip.tsx";

type Plan = Awaited<ReturnType<typeof api.plan>>;

const ENDED: ReadonlySet<Plan["state"]> = new Set<Plan["state"]>([
  "settled",
  "refunded",
  "returned",
  "cancelled",
  "declined",
  "written_off",
]);

/** Whether nothing is asked for any more, whatever its rows once said. */
export const isOver = ({ state }: Pick<Plan, "state">): boolean => ENDED.has(state);

/** The rows that are still to be paid: of a plan that has ended, none. */
export const openRows = (plan: Pick<Plan, "state" | "schedule">): Plan["schedule"] =>
  isOver(plan) ? [] : plan.schedule.filter(({ state }) => state !== "paid");

/** A plan's rows as the strip draws them: the first to be paid is the next. Rent is what is paid for, and no cost of it. */
export function periodsOf(plan: Pick<Plan, "state" | "schedule" | "lease">): Period[] {
  const [next] = openRows(plan);
  return plan.schedule.map((row) => ({
    total: row.total,
    cost: plan.lease === null ? row.interest + row.fee + row.late : row.late,
    state: row.state === "paid" || row.state === "overdue" ? row.state : row === next ? "next" : "open",
  }));
}
