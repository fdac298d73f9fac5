import { balanceOf, isOver, isRunning, rowStateOf, unpaidOfRow } from "@fenqi/core/plan";
import { STATEMENT_EVENTS, type StatementEvent, type StatementFacts } from "@fenqi/words/statement";
import type { PlanStatement } from "../../engine/ports.ts";

const TOLD: ReadonlySet<string> = new Set(STATEMENT_EVENTS);

/** A plan's statement as the facts that its words are made of. */
export function statementFacts(statement: PlanStatement): StatementFacts {
  const { at, today, zone, merchant, partner, code, stored, consent, events } = statement;
  const { plan, facts } = stored;
  const { credit, refunded, refund_payable } = plan;
  return {
    at,
    today,
    zone,
    merchant: { ...merchant },
    partner,
    plan: plan.id,
    order: plan.order_ref,
    code,
    state: plan.state,
    over: isOver(plan.state),
    way: { method: plan.method, count: facts.count, interval: plan.interval },
    currency: plan.currency,
    agreedOn: plan.agreed_on,
    agreed: consent
      ? { confirmedAt: consent.confirmed_at, readingSeconds: consent.reading_seconds, option: consent.shown }
      : null,
    rows: plan.rows.map((row) => {
      const { n, due_on, principal, interest, fee, late } = row;
      const cost = interest + fee + late;
      const total = principal + cost;
      return {
        ...{ n, due_on, principal, cost, total },
        paid: total - unpaidOfRow(row),
        state: rowStateOf(plan, row, today),
      };
    }),
    moved: events.flatMap((event) => {
      const amount = amountOf(event);
      return TOLD.has(event.type) && amount !== 0
        ? [{ at: event.at, event: event.type as StatementEvent, amount, ...costBackOf(event) }]
        : [];
    }),
    balance: {
      ...balanceOf(plan, today),
      credit,
      refunded,
      refund_payable,
      deposit: isRunning(plan.state) ? (plan.lease?.deposit ?? 0) : 0,
    },
  };
}

/** Cost that a refund gave back; events recorded without it say nothing of it. */
function costBackOf({ data: { cost_back } }: PlanStatement["events"][number]) {
  return typeof cost_back === "number" && cost_back > 0 ? { costBack: cost_back } : {};
}

/** What the shopper paid or got: a deposit's return tells what came back of it, a buyout what it came to with open rents. */
function amountOf({ type, data }: PlanStatement["events"][number]): number {
  const { amount = 0, back, total } = data;
  const of = { "plan.deposit_returned": back, "plan.bought_out": total }[type as string] ?? amount;
  return typeof of === "number" ? of : 0;
}
