import type { api } from "../../api.ts";
import type { Period } from "../../parts/strip.tsx";

type Plan = Awaited<ReturnType<typeof api.plan>>;

/** A plan's rows as the strip draws them: the first that is not paid is the next. */
export function periodsOf(plan: Plan): Period[] {
  const next = plan.schedule.findIndex(({ state }) => state !== "paid");
  return plan.schedule.map((row, at) => ({
    total: row.total,
    cost: row.interest + row.fee + row.late,
    state: row.state === "paid" || row.state === "overdue" ? row.state : at === next ? "next" : "open",
  }));
}
