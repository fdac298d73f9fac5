import { credit, debit, type Posting } from "../ledger/index.ts";
import type { Minor } from "../money/types.ts";
import { type Allocated, allocate } from "./allocation.ts";
import { outstandingOf } from "./balance.ts";
import { type Draft, lenderOf, move, setPlan, setRow, tell, touch } from "./draft.ts";
import type { Plan } from "./types.ts";
import { earn } from "./unearned.ts";

/** Who took the shopper's money: on a partner's plan usually the partner. A house plan's money always comes to the store. */
export type Collector = "store" | "partner";

/** Where received money stands, and what it pays for. */
export function postReceived(
  posting: Posting,
  { funding }: Pick<Plan, "funding">,
  amount: Minor,
  collector: Collector,
): void {
  if (funding === "house") {
    debit(posting, "cash_in_transit", amount);
    credit(posting, "shopper_receivable", amount);
    return;
  }
  if (collector === "store") {
    debit(posting, "cash_in_transit", amount);
    credit(posting, "partner_payable", amount);
  }
  debit(posting, "memo_partner_collected", amount);
  credit(posting, "memo_shopper_owes", amount);
}

const PAID = {
  principal: "paid_principal",
  interest: "paid_interest",
  fee: "paid_fee",
  late: "paid_late",
} as const;

/** Marks parts of rows as paid. */
export function markPaid(draft: Draft, allocated: readonly Allocated[]): void {
  const lender = lenderOf(draft.plan);
  for (const { at, part, amount } of allocated) {
    const what = PAID[part];
    setRow(draft, at, what, draft.rows[at]![what] + amount, "shopper", lender);
  }
}

/** Money that is owed to nobody yet: kept for the shopper, wherever it stands. */
export function addCredit(draft: Draft, amount: Minor, collector: Collector): void {
  if (amount === 0) return;
  debit(draft.posting, collector === "store" ? "cash_in_transit" : "partner_receivable", amount);
  credit(draft.posting, "unapplied_credit", amount);
  setPlan(draft, "credit", draft.plan.credit + amount, "shopper", "store");
  tell(draft, "plan.credited", { amount });
}

/** Lays received money on the rows in the plan's order, and ends what it ends. `amount` is at most what is owed. */
export function layOnRows(draft: Draft, amount: Minor): void {
  const { plan, rows, moment } = draft;
  markPaid(draft, allocate(rows, amount, plan.allocation, moment.today));
  settleOrCatchUp(draft);
}

/** After less is owed: nothing left ends the plan, nothing missed left ends its being overdue. A dispute stays open. */
export function settleOrCatchUp(draft: Draft): void {
  const { plan } = draft;
  if (plan.state !== "active" && plan.state !== "overdue") return;
  const ends = plan.lease === null ? "paid_off" : plan.lease.returned_on === null ? undefined : "handed_back";
  if (ends !== undefined && outstandingOf(plan) === 0) {
    end(draft, ends);
  } else if (plan.state === "overdue" && !isMissing(draft)) {
    move(draft, "caught_up");
    tell(draft, "plan.caught_up", {});
  }
}

/** Ends a plan of which nothing is owed any more, and says so. */
export function end(draft: Draft, by: "paid_off" | "resolved_settled" | "handed_back"): void {
  earnRest(draft);
  move(draft, by);
  if (by === "handed_back") tell(draft, "plan.returned", {});
  else tell(draft, "plan.settled", { early: draft.rows.some(({ due_on }) => due_on > draft.moment.today) });
}

/** A row from before today is unpaid. */
export function isMissing({ rows, moment }: Pick<Draft, "rows" | "moment">): boolean {
  for (const row of rows) {
    if (row.due_on >= moment.today) return false;
    const owed = row.principal + row.interest + row.fee + row.late;
    if (owed > row.paid_principal + row.paid_interest + row.paid_fee + row.paid_late) return true;
  }
  return false;
}

/** What was paid before its day is earned at the end. */
export function earnRest(draft: Draft): void {
  for (let at = 0; at < draft.rows.length; at++) {
    if (draft.rows[at]!.fallen_due) continue;
    const row = touch(draft, at);
    row.fallen_due = true;
    earn(draft.posting, draft.plan, row);
  }
}
