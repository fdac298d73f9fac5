import { formatInstant, parseInstant } from "../calendar/index.ts";
import type { Instant, IsoDate } from "../calendar/types.ts";
import { credit, debit } from "../ledger/index.ts";
import { MILLION, type Minor, mulDiv } from "../money/index.ts";
import type { Result } from "../quote/index.ts";
import { unpaidOf } from "./allocation.ts";
import { type Draft, decided, lenderOf, openDraft, type PlanResult, refuse, setRow, tell } from "./draft.ts";
import { type Collector, markPaid, postReceived, settleOrCatchUp } from "./receive.ts";
import { isRunning } from "./states.ts";
import type { Moment, Plan, PlanRefusal } from "./types.ts";
import { forgo } from "./unearned.ts";

/** How long a settlement quote holds. */
export const SETTLEMENT_HOLDS_MS = 15 * 60_000;

/**
 * What ends a plan today. Units: minor units.
 *
 * `total` = principal + interest + fee + late + charge. `saving`: what paying on to the end would cost more; never negative, for
 * the charge for settling early is never more than what falls away.
 */
export interface SettlementQuote {
  readonly plan: string;
  readonly as_of: IsoDate;
  readonly expires_at: Instant;
  readonly total: Minor;
  readonly principal: Minor;
  readonly interest: Minor;
  readonly fee: Minor;
  readonly late: Minor;
  readonly charge: Minor;
  readonly saving: Minor;
}

export interface Settle {
  readonly kind: "settle";
  readonly quote: SettlementQuote;
  readonly collected_by?: Collector;
}

/**
 * Prices early settlement.
 *
 * Rows due by today are paid whole. Of the rows to come the principal is paid, and their interest and fee fall away where the terms
 * say so (`early_rebate`); the charge is `early_ppm` of that principal.
 * Source: docs/rules/plans.md
 */
export function quoteSettlement(plan: Plan, moment: Moment): Result<SettlementQuote, PlanRefusal> {
  const refusal = refusalOf(plan, "settlement_quote");
  if (refusal !== undefined) return refuse(refusal);
  const parts = partsOf(plan, moment.today);
  const expires_at = formatInstant(parseInstant(moment.at) + SETTLEMENT_HOLDS_MS);
  return { ok: true, value: { plan: plan.id, as_of: moment.today, expires_at, ...parts } };
}

/** Refused: an expired quote; a quote of another total than the plan has on the quote's own day; a plan that is not running. */
export function settle(plan: Plan, command: Settle, moment: Moment): PlanResult {
  const { quote } = command;
  const refusal = refusalOf(plan, command.kind);
  if (refusal !== undefined) return refuse(refusal);
  if (parseInstant(moment.at) >= parseInstant(quote.expires_at))
    return refuse({ code: "settlement_quote_expired", expired_at: quote.expires_at });
  const parts = partsOf(plan, quote.as_of);
  if (quote.plan !== plan.id || quote.total !== parts.total || quote.saving !== parts.saving)
    return refuse({ code: "settlement_quote_stale", total: parts.total, quoted: quote.total });

  const draft = openDraft(plan, moment);
  dropCostToCome(draft, quote.as_of);
  chargeForEarly(draft, parts.charge);
  postReceived(draft.posting, plan, parts.total, command.collected_by ?? lenderOf(plan));
  tell(draft, "plan.repaid", { amount: parts.total, at_checkout: false });
  payEverything(draft);
  settleOrCatchUp(draft);
  return decided(draft);
}

function refusalOf(plan: Plan, command: string): PlanRefusal | undefined {
  if (!isRunning(plan.state)) return { code: "wrong_state", state: plan.state, command };
  return plan.lease === null ? undefined : { code: "lease_not_settleable" };
}

function partsOf(plan: Plan, today: IsoDate): Omit<SettlementQuote, "plan" | "as_of" | "expires_at"> {
  const { early_rebate = false, early_ppm = 0 } = plan.contingent ?? {};
  let [principal, interest, fee, late, toCome, dropped] = [0, 0, 0, 0, 0, 0];
  for (const row of plan.rows) {
    const owed = unpaidOf(row, "principal");
    const cost = [unpaidOf(row, "interest"), unpaidOf(row, "fee")] as const;
    principal += owed;
    late += unpaidOf(row, "late");
    if (row.due_on > today) toCome += owed;
    if (row.due_on > today && early_rebate) {
      dropped += cost[0] + cost[1];
    } else {
      interest += cost[0];
      fee += cost[1];
    }
  }
  const charge = Math.min(mulDiv(toCome, early_ppm, MILLION, "half_up"), dropped);
  const total = principal + interest + fee + late + charge;
  return { total, principal, interest, fee, late, charge, saving: dropped - charge };
}

function dropCostToCome(draft: Draft, today: IsoDate): void {
  const { plan, rows, posting } = draft;
  if (plan.contingent?.early_rebate !== true) return;
  const lender = lenderOf(plan);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (row.due_on <= today) continue;
    forgo(posting, plan, row, { interest: unpaidOf(row, "interest"), fee: unpaidOf(row, "fee") });
    setRow(draft, at, "interest", row.paid_interest, lender, "shopper");
    setRow(draft, at, "fee", row.paid_fee, lender, "shopper");
  }
}

/** The charge is a fee of the last row, which is earned with the plan's end. Who gives and gets it stands where it is paid. */
function chargeForEarly(draft: Draft, charge: Minor): void {
  if (charge === 0) return;
  const { plan, rows, posting } = draft;
  const [owed, waiting] =
    plan.funding === "house"
      ? (["shopper_receivable", "unearned_fees"] as const)
      : (["memo_shopper_owes", "memo_partner_claim"] as const);
  debit(posting, owed, charge);
  credit(posting, waiting, charge);
  const last = rows.length - 1;
  setRow(draft, last, "fee", rows[last]!.fee + charge, null, null);
}

function payEverything(draft: Draft): void {
  for (let at = 0; at < draft.rows.length; at++) {
    for (const part of ["late", "interest", "fee", "principal"] as const) {
      const amount = unpaidOf(draft.rows[at]!, part);
      if (amount > 0) markPaid(draft, [{ at, part, amount }]);
    }
  }
}
