import type { api } from "../../api.ts";

export type Account = Awaited<ReturnType<typeof api.trialBalance>>["accounts"][number];
export type AccountClass = Account["class"];

export const CLASSES: readonly AccountClass[] = ["asset", "liability", "income", "expense", "memo"];

export const keyOf = ({ account, partner, currency }: Account): string => `${account} ${partner} ${currency}`;

/** The currencies of the books, each with its accounts by class, in the chart's order. */
export function byCurrency(accounts: readonly Account[]) {
  const currencies = [...new Set(accounts.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const own = accounts.filter((account) => account.currency === currency);
    const classes = CLASSES.map((name) => ({ name, accounts: own.filter((account) => account.class === name) }));
    const sum = (side: "debit" | "credit" | "balance") => own.reduce((all, account) => all + account[side], 0);
    return {
      currency,
      classes: classes.filter((each) => each.accounts.length > 0),
      debit: sum("debit"),
      credit: sum("credit"),
      balance: sum("balance"),
      largest: Math.max(1, ...own.flatMap(({ debit, credit }) => [debit, credit])),
    };
  });
}
