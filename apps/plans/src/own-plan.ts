import type { FenqiClient } from "@fenqi/client";
import type { Locale } from "@fenqi/shell";
import type { OwnPlan } from "./model.ts";

type OpenedPlan = Awaited<ReturnType<FenqiClient["openPlanLink"]>>["plans"][number];

function costKind(schedule: OpenedPlan["plan"]["schedule"]): OwnPlan["costKind"] {
  if (schedule.every(({ interest }) => interest === 0)) return "fee";
  return schedule.some(({ fee, late }) => fee + late > 0) ? "both" : "interest";
}

/** What a card shows of a plan that the API answered. */
export function ownPlan({ title, plan, settlement, buyout }: OpenedPlan, locale: Locale): OwnPlan {
  const rows = plan.schedule.map(({ n, due_on, interest, fee, late, total, paid }) => ({
    n,
    due_on,
    total,
    // Rent is what is paid for, not what it costs to pay over time.
    cost: plan.method === "lease" ? late : interest + fee + late,
    paid,
  }));
  return {
    id: plan.id,
    title,
    state: plan.state,
    partner: { name: plan.partner.name[locale] },
    method: plan.method,
    count: plan.count,
    interval: plan.interval,
    currency: plan.currency,
    agreed_on: plan.agreed_on,
    cost: rows.reduce((sum, row) => sum + row.cost, 0),
    costKind: costKind(plan.schedule),
    refunded: plan.refunded,
    rows,
    settlement,
    goOn: plan.next_action.url ?? null,
    collects: plan.collects,
    lease: plan.lease && { deposit: plan.lease.deposit, buyout: buyout?.total ?? null },
  };
}
