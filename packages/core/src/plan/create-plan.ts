import { toIsoDate } from "../calendar/index.ts";
import { isHighCostShortTerm } from "../cost/index.ts";
import type { Minor } from "../money/index.ts";
import { chargeOf, splitByWeight, splitEvenly } from "../money/index.ts";
import type { Partner } from "../offer/index.ts";
import type { AgreedOption } from "../quote/index.ts";
import { leaseOf, type Schedule, type ScheduleInput } from "../schedule/index.ts";
import type { AllocationOrder } from "./allocation.ts";
import { planRow } from "./plan-row.ts";
import type { Funding, Moment, Plan, PlanDecision, PlanLease, PlanRow } from "./types.ts";

/** What accepting adds to the option. `partner_answer`: `wait` while the partner has not said yes (redirect, unknown). */
export interface Acceptance {
  readonly id: string;
  readonly order_ref: string;
  readonly partner_answer: "authorised" | "wait";
  /** Default `oldest_first`. */
  readonly allocation?: AllocationOrder;
}

/** Only the store's own book is the store's money; every other partner funds or processes with its own. */
export const fundingOf = ({ kind }: Pick<Partner, "kind">): Funding => (kind === "house" ? "house" : "partner");

/**
 * Makes a plan from an agreed option. No money moves: nothing is lent before the goods go out ({@link activatePlan}).
 *
 * Rows are the schedule's, amounts to the cent; the store's subsidy is laid beside them. A lease's rows are its rents alone.
 */
export function createPlan(agreed: AgreedOption, acceptance: Acceptance, moment: Moment): PlanDecision {
  const { option, offer, partner, terms_version, regime, input, schedule } = agreed;
  const { terms, amount, currency } = input;
  const rows = schedule === undefined ? [issuersRow(input)] : rowsOf(input, schedule);
  const plan: Plan = {
    id: acceptance.id,
    order_ref: acceptance.order_ref,
    state: acceptance.partner_answer === "authorised" ? "accepted" : "pending_partner",
    funding: fundingOf(partner),
    partner: partner.id,
    offer: offer.id,
    terms_version,
    method: option.method,
    repayment: terms.repayment,
    priced_by: option.priced_by,
    regime,
    currency,
    amount,
    agreed_on: toIsoDate(input.start),
    interval: input.interval,
    rows,
    contingent: terms.contingent ?? null,
    ...shortTermFacts(agreed, rows),
    allocation: acceptance.allocation ?? "oldest_first",
    credit: 0,
    refund_payable: 0,
    refunded: 0,
    paid_back: { principal: 0, interest: 0, fee: 0, subsidy: 0 },
    lease: terms.lease === undefined ? null : leaseFacts(input),
    dispute: null,
    closed_through: moment.today,
  };
  const created = { type: "plan.created", at: moment.at, plan: plan.id, data: { state: plan.state, amount } } as const;
  const change = { row: null, what: "state", before: null, after: plan.state, from: null, to: null };
  return { plan, changes: [change], entries: [], events: [created] };
}

/** Decided here once: the rate and the term that were agreed. */
function shortTermFacts(
  { option, regime, input, schedule }: AgreedOption,
  rows: readonly PlanRow[],
): Pick<Plan, "high_cost_short_term"> {
  const { start, currency, terms } = input;
  if (schedule === undefined || terms.lease !== undefined || !option.rate) return {};
  if (!isHighCostShortTerm(regime, option.rate, schedule, start, currency)) return {};
  const agreedOn = toIsoDate(start);
  let lent = 0;
  for (const { due_on, principal } of rows) if (due_on > agreedOn) lent += principal;
  return { high_cost_short_term: { lent, fixed: 0 } };
}

function leaseFacts(input: ScheduleInput): PlanLease {
  const { buyouts, early_return_after = 0 } = input.terms.lease!;
  return {
    deposit: leaseOf(input).deposit,
    buyouts: buyouts.map(({ after, price }) => ({ after, price: chargeOf(price, input.amount) })),
    early_return_after,
    returned_on: null,
    bought_on: null,
  };
}

/** What a card's issuer pays the store: the whole amount at once. What the shopper then pays the issuer is between those two. */
function issuersRow({ amount, start }: ScheduleInput): PlanRow {
  return planRow(1, toIsoDate(start), { principal: amount, interest: 0, fee: 0 }, 0);
}

function rowsOf(input: ScheduleInput, schedule: Schedule): PlanRow[] {
  if (input.terms.repayment === "lease") {
    const { rent } = leaseOf(input);
    return schedule.rows
      .filter(({ n }) => n <= input.count)
      .map(({ n, due_on }) => planRow(n, due_on, { principal: 0, interest: 0, fee: rent }, 0));
  }
  const subsidies = subsidiesOf(schedule);
  return schedule.rows.map((row, at) => planRow(row.n, row.due_on, row, subsidies[at]!));
}

/** The store's share by row: as the shopper's interest lies where there is some, else evenly, earlier rows carrying the leftover. */
function subsidiesOf({ rows, subsidy, interest }: Schedule): readonly Minor[] {
  if (subsidy === 0) return rows.map(() => 0);
  if (interest > 0)
    return splitByWeight(
      subsidy,
      rows.map((row) => row.interest),
    );
  const atCheckout = rows[0]!.n === 0 ? 1 : 0;
  return [...new Array<Minor>(atCheckout).fill(0), ...splitEvenly(subsidy, rows.length - atCheckout)];
}
