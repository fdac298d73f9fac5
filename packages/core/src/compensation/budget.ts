import type { CompensationRule } from "../adjustment/index.ts";
import type { Minor } from "../money/index.ts";

/** Vouchers that the rest of a budget reaches for. `spent`: minor units granted under the adjustment before. */
export const vouchersWithin = ({ amount, budget }: Pick<CompensationRule, "amount" | "budget">, spent: Minor): number =>
  Math.max(0, Math.floor((budget - spent) / amount));

/** What a compensation would come to. Minor units. */
export interface BudgetEstimate {
  readonly shoppers: number;
  readonly vouchers: number;
  readonly cost: Minor;
  /** In the audience, but beyond the budget. */
  readonly leftOut: number;
  readonly budget: Minor;
  readonly spent: Minor;
}

/** Counts and costs for an audience of this size, never above the budget. */
export function estimateCost(rule: CompensationRule, shoppers: number, spent: Minor): BudgetEstimate {
  const vouchers = Math.min(shoppers, vouchersWithin(rule, spent));
  const { amount, budget } = rule;
  return { shoppers, vouchers, cost: vouchers * amount, leftOut: shoppers - vouchers, budget, spent };
}
