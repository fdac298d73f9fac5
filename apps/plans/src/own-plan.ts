import type { FenqiClient } from "@fenqi/client";
import type { Locale } from "@fenqi/shell";
import type { OwnPlan } from "./model.ts";

type OpenedPlan = Awaited<ReturnType<FenqiClient["openPlanLink"]>>["plans"][number];

function costKind(schedule: OpenedPlan["plan"]["schedule"]): OwnPlan["costKind"] {
  if (schedule.every(({ interest }) => interest === 0)) return "fee";
  return schedule.some(({ fee }) => fee > 0) ? "both" : "interest";
}

/** What a card shows of a plan that the API answered. */
export function ownPlan({ title, plan, now, settlement, buyout, refunds }: OpenedPlan, locale: Locale): OwnPlan {
  const rows = plan.schedule.map(({ n, due_on, state, interest, fee, late, total, paid }) => ({
    n,
    due_on,
    total,
    // Rent is what is paid for, not what it costs to pay over time.
    cost: plan.method === "lease" ? late : interest + fee + late,
    late,
    paid,
    isOverdue: state === "overdue",
  }));
  const late = rows.reduce((sum, row) => sum + row.late, 0);
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
    cost: rows.reduce((sum, row) => sum + row.cost, 0) - late,
    late,
    costKind: costKind(plan.schedule),
    refunded: plan.refunded,
    refunds,
    rows,
    settlement: settlement && { ...settlement, minutes: minutesBetween(now, settlement.expires_at) },
    goOn: plan.next_action.url ?? null,
    collects: plan.collects,
    lease: plan.lease && {
      deposit: plan.lease.deposit,
      rents: plan.schedule.reduce((sum, { fee }) => sum + fee, 0),
      buyout: buyout?.total ?? null,
    },
  };
}

const minutesBetween = (from: string, until: string): number =>
  Math.max(1, Math.round((Date.parse(until) - Date.parse(from)) / 60_000));
