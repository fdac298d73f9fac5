import type { Segment } from "@fenqi/checkout/model/segments";
import { strip } from "@fenqi/checkout/view/strip";
import { type OwnPlan, type PlanPayment, unpaid } from "./model.ts";

/** 期条 of a plan: paid payments filled, the next one marked. The rows beneath are its twin. */
export function planStrip({ rows }: OwnPlan, next: PlanPayment | undefined) {
  const owed = rows.filter(({ total }) => total > 0);
  const segments = owed.map((row): Segment => {
    const { total, cost } = row;
    if (unpaid(row) === 0) return { total, cost, mark: "paid" };
    return row === next ? { total, cost, mark: "next" } : { total, cost };
  });
  return strip(
    segments,
    owed.reduce((sum, { total }) => sum + total, 0),
  );
}
