import { type AccountId, credit, debit, type Posting, transfer } from "../ledger/index.ts";
import type { Minor } from "../money/types.ts";
import type { Plan, PlanRow } from "./types.ts";

/** Where the cost of a row waits until it is earned, and where it is earned. A lease's fee is its rent. */
export function costAccounts(plan: Pick<Plan, "lease">): {
  readonly interest: readonly [unearned: AccountId, income: AccountId];
  readonly fee: readonly [unearned: AccountId, income: AccountId];
} {
  return plan.lease === null ? LOAN : RENT;
}

const LOAN = {
  interest: ["unearned_interest", "interest_income"],
  fee: ["unearned_fees", "fee_income"],
} as const;
const RENT = {
  interest: ["unearned_interest", "interest_income"],
  fee: ["unearned_rent", "rent_income"],
} as const;

/** House: a row's interest and fee are earned. A partner earns its own in books of its own. */
export function earn(posting: Posting, plan: Pick<Plan, "lease" | "funding">, row: PlanRow): void {
  if (plan.funding === "partner") return;
  const { interest, fee } = costAccounts(plan);
  debit(posting, interest[0], row.interest);
  credit(posting, interest[1], row.interest);
  debit(posting, fee[0], row.fee);
  credit(posting, fee[1], row.fee);
}

/** What is owed less from now on, for nobody pays it: taken off the receivable, and off what was or would be earned. */
export function forgo(
  posting: Posting,
  plan: Pick<Plan, "lease" | "funding">,
  row: Pick<PlanRow, "fallen_due">,
  less: { readonly interest: Minor; readonly fee: Minor },
): void {
  if (plan.funding === "partner") {
    transfer(posting, "memo_partner_claim", "memo_shopper_owes", less.interest + less.fee);
    return;
  }
  const { interest, fee } = costAccounts(plan);
  const side = row.fallen_due ? 1 : 0;
  transfer(posting, interest[side], "shopper_receivable", less.interest);
  transfer(posting, fee[side], "shopper_receivable", less.fee);
}
