import type { IsoDate } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import { outstandingOf, type Plan, type PlanEvent, type PlanEventType, unpaidOfRow } from "@fenqi/core/plan";
import type { Message, PlanContact, StoredPlan, SupportPolicy } from "./ports.ts";

/** What a shopper is told of a plan. */
export type PlanStep =
  | "made"
  | "coming"
  | "received"
  | "missed"
  | "not_taken"
  | "refunded"
  | "settled"
  | "cancelled"
  | "dates_moved"
  | "late_waived"
  | "returned";

/** The events that shoppers hear of, and as what. */
const STEPS: { readonly [T in PlanEventType]?: PlanStep } = {
  "plan.created": "made",
  "plan.authorised": "made",
  "plan.repaid": "received",
  "plan.row_missed": "missed",
  "plan.movement_failed": "not_taken",
  "plan.refunded": "refunded",
  "plan.settled": "settled",
  "plan.cancelled": "cancelled",
  "plan.due_dates_moved": "dates_moved",
  "plan.late_waived": "late_waived",
  "plan.returned": "returned",
};
export const TOLD_TYPES = Object.keys(STEPS) as readonly PlanEventType[];

/**
 * What an event is told as; undefined for a plan that its partner has not agreed to yet, and for a lender's no: that is told on
 * the shopper's own screen only.
 */
export function stepOf({ type, data }: Pick<PlanEvent, "type" | "data">): PlanStep | undefined {
  if (type === "plan.created" && data.state !== "accepted") return undefined;
  return type === "plan.movement_failed" && data.kind !== "collect" ? undefined : STEPS[type];
}

/** What a notice is made from. */
export interface NoticeSetting {
  readonly catalogue: Catalogue;
  readonly support: Pick<SupportPolicy, "hours" | "telephone">;
  /** The plan's own day. */
  readonly today: IsoDate;
}

/** What is to be said now of a plan: facts for the letter, as the plan stands. */
export function planNotice(
  stored: StoredPlan,
  contact: PlanContact,
  { step, data, key }: { readonly step: PlanStep; readonly data: PlanEvent["data"]; readonly key: string },
  { catalogue, support, today }: NoticeSetting,
): Message {
  const { plan, facts } = stored;
  const { id, order_ref, currency, method, interval } = plan;
  const { channel, to, locale, title } = contact;
  const partner = catalogue.partners.find((each) => each.id === plan.partner);
  const said = {
    step,
    data,
    merchant: catalogue.merchant.name,
    order: { order_ref, title: title ?? order_ref },
    partner: partner?.name ?? { "zh-CN": plan.partner, en: plan.partner },
    way: { method, count: facts.count, interval },
    currency,
    today,
    owed: owedOf(plan),
    takes: facts.mandate !== undefined,
    ask: { telephone: support.telephone, hours: support.hours },
  };
  return { channel, to, locale, template: "plan", facts: said, dedupe_key: `plan:${id}:${key}` };
}

/** What a plan comes to, and what is owed of it. Amounts in minor units. */
function owedOf(plan: Plan) {
  const sum = (of: (row: Plan["rows"][number]) => number) => plan.rows.reduce((all, row) => all + of(row), 0);
  const next = plan.rows.find((row) => unpaidOfRow(row) > 0);
  return {
    total: sum(({ principal, interest, fee }) => principal + interest + fee),
    cost: sum(({ interest, fee }) => interest + fee),
    late: sum(({ late, paid_late }) => late - paid_late),
    outstanding: outstandingOf(plan),
    next: next ? { n: next.n, due_on: next.due_on, amount: unpaidOfRow(next) } : null,
  };
}
