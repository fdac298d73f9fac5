import type { Words } from "../explanation/types.ts";

export type AccountClass = "asset" | "liability" | "income" | "expense" | "memo";

/**
 * What an account is. `by_partner`: its entries name the partner, one balance for each.
 *
 * Memo accounts stand outside the books proper: what a shopper owes a partner is not the store's money, yet every cent of it
 * is followed. They balance among themselves.
 */
export interface Account {
  readonly class: AccountClass;
  readonly by_partner: boolean;
  readonly name: Words;
}

const account = (cls: AccountClass, zh: string, en: string, by_partner = false): Account => ({
  class: cls,
  by_partner,
  name: { "zh-CN": zh, en },
});

/**
 * The chart of accounts of a merchant's ledger.
 * Source: docs/rules/ledger.md, which gives a worked example for every event.
 */
export const ACCOUNTS = {
  bank: account("asset", "银行存款", "Bank"),
  cash_in_transit: account("asset", "在途资金", "Cash in transit"),
  shopper_receivable: account("asset", "应收顾客", "Receivable from shoppers"),
  partner_receivable: account("asset", "应收资金方", "Receivable from partner", true),
  partner_payable: account("liability", "应付资金方", "Payable to partner", true),
  unearned_interest: account("liability", "未实现利息", "Unearned interest"),
  unearned_fees: account("liability", "未实现手续费", "Unearned fees"),
  unearned_rent: account("liability", "未实现租金", "Unearned rent"),
  deposits_held: account("liability", "存入押金", "Deposits held"),
  unapplied_credit: account("liability", "待核销款", "Unapplied credit"),
  refunds_payable: account("liability", "应付退款", "Refunds payable"),
  compensation_payable: account("liability", "应付补偿", "Compensation payable"),
  order_clearing: account("liability", "订单清算", "Order clearing"),
  return_clearing: account("liability", "退货清算", "Return clearing"),
  disputes_held: account("asset", "争议冻结款", "Held in dispute", true),
  interest_income: account("income", "利息收入", "Interest income"),
  fee_income: account("income", "手续费收入", "Fee income"),
  rent_income: account("income", "租金收入", "Rent income"),
  late_charge_income: account("income", "逾期费收入", "Late charge income"),
  damage_income: account("income", "损坏赔偿收入", "Damage charged"),
  recoveries: account("income", "核销收回", "Recoveries"),
  merchant_subsidy: account("expense", "贴息费用", "Subsidy by the store"),
  partner_fees: account("expense", "资金方服务费", "Partner fees"),
  compensation: account("expense", "补偿费用", "Compensation"),
  write_offs: account("expense", "核销损失", "Write-offs"),
  dispute_losses: account("expense", "争议损失", "Dispute losses"),
  memo_shopper_owes: account("memo", "备查·顾客应还", "Memo: shopper owes partner", true),
  memo_partner_collected: account("memo", "备查·资金方已收", "Memo: collected for partner", true),
  memo_partner_claim: account("memo", "备查·资金方债权", "Memo: partner's claim", true),
  memo_partner_deposit: account("memo", "备查·资金方押金", "Memo: deposit with partner", true),
  memo_shopper_deposit: account("memo", "备查·顾客押金", "Memo: shopper's deposit", true),
} as const satisfies Record<string, Account>;

export type AccountId = keyof typeof ACCOUNTS;
