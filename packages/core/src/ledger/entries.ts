import { assert } from "../money/index.ts";
import type { Minor } from "../money/types.ts";
import { ACCOUNTS, type AccountId } from "./accounts.ts";

/** One line of a ledger transaction. Never zero. */
export interface Entry {
  readonly account: AccountId;
  /** The partner whose balance moves; null where the account is not kept by partner. */
  readonly partner: string | null;
  /** Minor units: positive is a debit, negative a credit. */
  readonly amount: Minor;
}

/** The lines of one transaction while they are collected. */
export interface Posting {
  readonly partner: string | null;
  readonly lines: { readonly account: AccountId; readonly partner: string | null; amount: Minor }[];
}

/** `partner`: id of the partner that accounts kept by partner name; null where none of them is posted to. */
export function openPosting(partner: string | null): Posting {
  return { partner, lines: [] };
}

/** Zero writes nothing; less than zero is a caller's bug. Units: minor units. */
export function debit(posting: Posting, account: AccountId, amount: Minor): void {
  assert(amount >= 0, "a debit is not negative");
  if (amount > 0) add(posting, account, amount);
}

/** Zero writes nothing; less than zero is a caller's bug. Units: minor units. */
export function credit(posting: Posting, account: AccountId, amount: Minor): void {
  assert(amount >= 0, "a credit is not negative");
  if (amount > 0) add(posting, account, -amount);
}

/** Debits one account and credits another; less than zero is the reverse. Units: minor units. */
export function transfer(posting: Posting, debited: AccountId, credited: AccountId, amount: Minor): void {
  if (amount === 0) return;
  add(posting, debited, amount);
  add(posting, credited, -amount);
}

/** Lines on one account become one, unless they stand on different sides. */
function add({ lines, partner }: Posting, account: AccountId, amount: Minor): void {
  for (const line of lines) {
    if (line.account === account && line.amount > 0 === amount > 0) {
      line.amount += amount;
      return;
    }
  }
  const ofPartner = ACCOUNTS[account].by_partner;
  assert(!ofPartner || partner !== null, "an account kept by partner names one");
  lines.push({ account, partner: ofPartner ? partner : null, amount });
}

/** The lines. Throws where debits and credits differ, in the books or in the memo accounts: a bug of this package. */
export function closePosting({ lines }: Posting): readonly Entry[] {
  assert(isBalanced(lines), "a ledger transaction balances");
  return lines;
}

/** Debits equal credits, in the books proper and, apart from them, in the memo accounts. */
export function isBalanced(entries: readonly Pick<Entry, "account" | "amount">[]): boolean {
  let books = 0;
  let memo = 0;
  for (const { account, amount } of entries) {
    if (ACCOUNTS[account].class === "memo") memo += amount;
    else books += amount;
  }
  return books === 0 && memo === 0;
}
