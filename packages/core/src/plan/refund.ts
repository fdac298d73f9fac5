import { type AccountId, credit, debit } from "../ledger/index.ts";
import { type Minor, mulDiv } from "../money/index.ts";
import { type Draft, decided, lenderOf, move, openDraft, type PlanResult, refuse, setPlan, tell } from "./draft.ts";
import { earnRest, settleOrCatchUp } from "./receive.ts";
import { dropOpenCost, type Recompute, shrinkRows, subsidyBack } from "./shrink-rows.ts";
import { isRunning, moveOf } from "./states.ts";
import type { Moment, Plan } from "./types.ts";
import { costAccounts } from "./unearned.ts";
import { dropLate, lateOwed } from "./waive-late.ts";

/** Goods, or a part of their price, are given back. `amount` in minor units of the order's price, positive. */
export interface Refund {
  readonly kind: "refund";
  readonly amount: Minor;
  readonly reason: string;
  /** Default `lower_instalments`. */
  readonly recompute?: Recompute;
}

/** Goods not given back yet. */
export const refundableOf = ({ amount, refunded }: Pick<Plan, "amount" | "refunded">): Minor => amount - refunded;

/**
 * Gives back goods: unpaid principal first, and what is beyond it goes to the shopper in money.
 *
 * Cost follows its principal. With unpaid principal goes the part of the unpaid interest, fee and subsidy that it bore; with
 * principal that was paid, the part of what was paid. So all given back gives back every cent but late charges that were paid.
 * Partner: the store pays the partner the amount less the subsidy that comes back; the partner forgoes its cost and pays the
 * shopper itself. House: the store owes the shopper what is beyond, until it is paid out.
 *
 * Refused: more than the goods not yet given back; shorter instalments where interest depends on what is owed; a lease.
 * Source: docs/rules/plans.md
 */
export function refund(plan: Plan, command: Refund, moment: Moment): PlanResult {
  const { kind, amount, reason, recompute = "lower_instalments" } = command;
  if (!(amount > 0)) return refuse({ code: "amount_not_positive", amount });
  if (plan.lease !== null) return refuse({ code: "lease_not_refundable" });
  if (moveOf(plan.state, "refunded_whole") === undefined)
    return refuse({ code: "wrong_state", state: plan.state, command: kind });
  const refundable = refundableOf(plan);
  if (amount > refundable) return refuse({ code: "over_refundable", refundable, amount });
  if (recompute === "fewer_instalments") {
    let interest = 0;
    for (const row of plan.rows) interest += row.interest;
    if (interest > 0) return refuse({ code: "instalments_not_shortened", interest });
  }
  const draft = openDraft(plan, moment);
  giveBack(draft, { amount, reason, recompute }, "return_clearing");
  return decided(draft);
}

/**
 * Gives `amount` of the goods back, at the cost of `account`, and ends what that ends.
 *
 * Tells `plan.refunded`: of what was paid, `paid_back` goes to the shopper, of which `cost_back` is interest and fees. Minor units.
 */
export function giveBack(
  draft: Draft,
  { amount, reason, recompute }: Required<Omit<Refund, "kind">>,
  account: AccountId,
): void {
  const { plan, posting } = draft;
  setPlan(draft, "refunded", plan.refunded + amount, null, null);
  const off = isRunning(plan.state) ? shrinkRows(draft, amount, recompute) : NOTHING;
  if (plan.funding === "house") {
    debit(posting, account, off.principal);
    credit(posting, "shopper_receivable", off.principal);
  } else {
    debit(posting, "memo_partner_claim", off.principal);
    credit(posting, "memo_shopper_owes", off.principal);
  }
  if (plan.refunded === plan.amount) dropOpenCost(draft);
  const back = payBack(draft, amount - off.principal, account);
  tell(draft, "plan.refunded", { amount, reason, paid_back: amount - off.principal + back.cost, cost_back: back.cost });
  if (plan.funding === "partner") {
    const subsidy = off.subsidy + back.subsidy;
    debit(posting, account, amount);
    credit(posting, "merchant_subsidy", subsidy);
    credit(posting, "partner_payable", Math.max(0, amount - subsidy));
    debit(posting, "partner_receivable", Math.max(0, subsidy - amount));
  }
  if (plan.refunded < plan.amount) {
    settleOrCatchUp(draft);
    return;
  }
  dropLate(draft, lateOwed(plan));
  if (plan.state !== "disputed") move(draft, "refunded_whole");
}

const NOTHING = { principal: 0, cost: 0, subsidy: 0 };

/** Principal that was paid goes back in money, with its part of the cost that was paid. */
function payBack(
  draft: Draft,
  principal: Minor,
  account: AccountId,
): { readonly cost: Minor; readonly subsidy: Minor } {
  const { plan, rows, posting } = draft;
  const isWhole = plan.refunded === plan.amount;
  if (principal === 0 && !isWhole) return NOTHING;
  earnRest(draft);
  const { paid_back } = plan;
  const paid = { principal: 0, interest: 0, fee: 0, subsidy: 0 };
  for (const row of rows) {
    paid.principal += row.paid_principal;
    paid.interest += row.paid_interest;
    paid.fee += row.paid_fee;
    paid.subsidy += row.subsidy;
  }
  const kept = paid.principal - paid_back.principal;
  const share = (whole: Minor) => (isWhole ? whole : mulDiv(whole, principal, kept, "half_up"));
  const interest = share(paid.interest - paid_back.interest);
  const fee = share(paid.fee - paid_back.fee);
  const subsidy = share(paid.subsidy - paid_back.subsidy);
  plan.paid_back = {
    principal: paid_back.principal + principal,
    interest: paid_back.interest + interest,
    fee: paid_back.fee + fee,
    subsidy: paid_back.subsidy + subsidy,
  };
  const lender = lenderOf(plan);
  for (const what of ["principal", "interest", "fee", "subsidy"] as const) {
    const [before, after] = [paid_back[what], plan.paid_back[what]];
    if (before === after) continue;
    const parties =
      what === "principal"
        ? ({ from: "store", to: "shopper" } as const)
        : what === "subsidy"
          ? subsidyBack(lender)
          : ({ from: lender, to: "shopper" } as const);
    draft.changes.push({ row: null, what: `paid_back.${what}`, before, after, ...parties });
  }
  const money = principal + interest + fee;
  if (plan.funding === "partner") {
    debit(posting, "memo_partner_claim", money);
    credit(posting, "memo_partner_collected", money);
    return { cost: interest + fee, subsidy };
  }
  const accounts = costAccounts(plan);
  debit(posting, account, principal);
  debit(posting, accounts.interest[1], interest);
  debit(posting, accounts.fee[1], fee);
  credit(posting, "refunds_payable", money);
  setPlan(draft, "refund_payable", plan.refund_payable + money, null, null);
  return { cost: interest + fee, subsidy };
}
