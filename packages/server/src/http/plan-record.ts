import type { PlanChanged, PlanPreview, PlanRecord } from "@fenqi/contract";
import type { IsoDate } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import { balanceOf, type Plan, type PlanRow, rowStateOf, sharesOf, unpaidOfRow } from "@fenqi/core/plan";
import type { ChangedPlan } from "../engine/change-plan.ts";
import type { PlanFacts, PlanMovement, StoredPlan } from "../engine/ports.ts";
import type { PreviewedPlan } from "../engine/preview-plan.ts";
import { lineRecord } from "./ledger.ts";

/** A plan as the API tells it, on a day of its merchant. */
export function toPlanRecord({ plan, facts, movements }: StoredPlan, today: IsoDate, catalogue: Catalogue): PlanRecord {
  const partner = catalogue.partners.find(({ id }) => id === plan.partner);
  return {
    id: plan.id,
    order_ref: plan.order_ref,
    state: plan.state,
    partner: { id: plan.partner, name: partner?.name ?? { "zh-CN": plan.partner, en: plan.partner } },
    offer: plan.offer,
    method: plan.method,
    count: facts.count,
    interval: plan.interval,
    currency: plan.currency,
    amount: plan.amount,
    agreed_on: plan.agreed_on,
    schedule: plan.rows.map((row) => rowRecord(plan, row, today)),
    balance: balanceOf(plan, today),
    credit: plan.credit,
    refunded: plan.refunded,
    refund_payable: plan.refund_payable,
    lease: plan.lease && { ...plan.lease, buyouts: [...plan.lease.buyouts] },
    movements: movements.map(toMovement),
    collects: facts.mandate !== undefined,
    next_action: nextAction(plan, facts),
    test_clock: facts.test_clock,
    created_at: facts.created_at,
  };
}

export const toMovement = ({
  n,
  kind,
  state,
  request,
  amount,
  row,
  fault,
  partner_id,
  wanted_at,
  ended_at,
}: PlanMovement): PlanRecord["movements"][number] => ({
  n,
  kind,
  state,
  request,
  amount,
  row,
  fault,
  partner_id,
  wanted_at,
  ended_at,
});

function nextAction({ state }: Plan, { redirect }: PlanFacts): PlanRecord["next_action"] {
  if (state !== "pending_partner") return { kind: "none" };
  return redirect === undefined ? { kind: "wait" } : { kind: "redirect", url: redirect };
}

/** A change's answer. */
export const toChanged = ({ stored, moment, changes }: ChangedPlan, catalogue: Catalogue): PlanChanged => ({
  ...toPlanRecord(stored, moment.today, catalogue),
  changes: [...changes],
});

/** What a command would come to. */
export const toPreview = (previewed: PreviewedPlan, catalogue: Catalogue): PlanPreview => ({
  ...toChanged(previewed, catalogue),
  shares: sharesOf(previewed.changes),
  entries: previewed.booked.map(({ kind, entries }) => ({
    kind,
    lines: entries.map(lineRecord),
  })),
});

function rowRecord(plan: Plan, row: PlanRow, today: IsoDate): PlanRecord["schedule"][number] {
  const { n, due_on, principal, interest, fee, late } = row;
  const total = principal + interest + fee + late;
  const paid = total - unpaidOfRow(row);
  return { n, due_on, state: rowStateOf(plan, row, today), principal, interest, fee, late, total, paid };
}
