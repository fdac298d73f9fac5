import { closePosting, credit, debit, type Entry, openPosting, type Posting } from "../ledger/index.ts";
import { assert, type Minor } from "../money/index.ts";
import type { ReconciliationException, Resolution } from "./exception.ts";
import { netOf, type Side } from "./types.ts";

type AccountId = Entry["account"];

/** A debit where `amount` is positive, else a credit. */
function post(posting: Posting, account: AccountId, amount: Minor): void {
  if (amount >= 0) debit(posting, account, amount);
  else credit(posting, account, -amount);
}

/** What is settled with a partner, in one currency, by what it is for. Minor units, what comes in is positive. */
export interface SettledFlows {
  /** Rows that pay what the books expect: captures and disputes, and refunds. */
  readonly captures: Minor;
  readonly refunds: Minor;
  /** Rows without a counterpart: what came in and what went out, neither negative. */
  readonly came: Minor;
  readonly went: Minor;
  /** What the partner paid out of it; negative. */
  readonly paidOut: Minor;
}

/**
 * What a file changes in the books, in one currency. What is settled is in transit, and what was paid out is at the bank; it pays what
 * the partner owes and what it is owed. Money without a counterpart becomes unapplied credit; what was taken without one is the
 * partner's to explain.
 *
 * `whole`: what the whole file adds up to. Throws where the flows do not: a bug, and nothing may be booked.
 */
export function bookFile(partner: string, flows: SettledFlows, whole: Pick<Side, "amount" | "fee">): readonly Entry[] {
  const { captures, refunds, came, went, paidOut } = flows;
  const settled = captures + refunds + came - went;
  assert(settled + paidOut === netOf(whole), "every cent of a file is booked");
  const posting = openPosting(partner);
  post(posting, "bank", -paidOut);
  post(posting, "cash_in_transit", settled + paidOut);
  post(posting, "partner_receivable", went - captures);
  post(posting, "partner_payable", -refunds);
  credit(posting, "unapplied_credit", came);
  return closePosting(posting);
}

/** What a resolution changes in the books; empty where nothing is. In the currency of the side that is there. */
export function bookResolution(
  partner: string,
  exception: ReconciliationException,
  resolution: Resolution,
): readonly Entry[] {
  const posting = openPosting(partner);
  if (resolution === "accepted") bookAccepted(posting, exception);
  if (resolution === "claimed") bookClaimed(posting, exception);
  return closePosting(posting);
}

/** Turns what was booked around. */
export const reversed = (entries: readonly Entry[]): readonly Entry[] =>
  entries.map((entry) => ({ ...entry, amount: -entry.amount }));

function bookAccepted(posting: Posting, { kind, there, here }: ReconciliationException): void {
  if (there && here) {
    const amount = there.amount - here.amount;
    const fee = there.fee - here.fee;
    post(posting, "partner_fees", fee);
    bookMoreOrLess(posting, "write_offs", amount);
    post(posting, openOn(kind), amount - fee);
  } else if (here) {
    bookMoreOrLess(posting, "write_offs", -netOf(here));
    post(posting, openOn(kind), -netOf(here));
  } else if (there && netOf(there) < 0) {
    post(posting, kind === "other" ? "partner_fees" : "write_offs", -netOf(there));
    post(posting, "partner_receivable", netOf(there));
  }
}

/** Where what is expected of a partner stands. */
const openOn = (kind: ReconciliationException["kind"]): AccountId =>
  kind === "refund" ? "partner_payable" : "partner_receivable";

/** More than was expected is nobody's yet; less is lost. */
function bookMoreOrLess(posting: Posting, loss: AccountId, amount: Minor): void {
  if (amount > 0) credit(posting, "unapplied_credit", amount);
  else debit(posting, loss, -amount);
}

function bookClaimed(posting: Posting, { reason, there }: ReconciliationException): void {
  const came = there ? netOf(there) : 0;
  if (came <= 0 || reason === "amount_differs" || reason === "fee_differs") return;
  debit(posting, "unapplied_credit", came);
  credit(posting, "partner_payable", came);
}
