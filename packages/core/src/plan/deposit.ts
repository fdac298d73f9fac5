import type { IsoDate } from "../calendar/types.ts";
import { credit, debit } from "../ledger/index.ts";
import type { Minor } from "../money/index.ts";
import { allocate, unpaidOfRow } from "./allocation.ts";
import { type Draft, lenderOf, setPlan, tell } from "./draft.ts";
import { markPaid } from "./receive.ts";

/**
 * Ends the hold of a lease's deposit: it pays what is due by `today`, and the rest goes back to the shopper or is kept as damage.
 *
 * House: the store holds it, so the rest is owed to the shopper until paid out. Partner: the lessor holds and returns it itself.
 */
export function payFromDeposit(draft: Draft, today: IsoDate, rest: "returned" | "kept", damage: Minor = 0): void {
  const { plan, rows, posting } = draft;
  const deposit = plan.lease!.deposit;
  if (deposit === 0) return;
  let due = 0;
  for (const row of rows) if (row.due_on <= today) due += unpaidOfRow(row);
  const rent = Math.min(due, deposit - damage);
  const left = deposit - damage - rent;
  const kept = rest === "kept" ? damage + left : damage;
  const back = deposit - rent - kept;

  if (plan.funding === "house") {
    debit(posting, "deposits_held", deposit);
    credit(posting, "shopper_receivable", rent);
    credit(posting, "damage_income", kept);
    credit(posting, "refunds_payable", back);
    setPlan(draft, "refund_payable", plan.refund_payable + back, null, null);
  } else {
    debit(posting, "memo_shopper_deposit", deposit);
    credit(posting, "memo_partner_deposit", deposit);
    debit(posting, "memo_partner_collected", rent);
    credit(posting, "memo_shopper_owes", rent);
  }
  markPaid(
    draft,
    allocate(
      rows.filter(({ due_on }) => due_on <= today),
      rent,
      plan.allocation,
      today,
    ),
  );
  plan.lease = { ...plan.lease!, deposit: 0 };
  const lender = lenderOf(plan);
  draft.changes.push({ row: null, what: "deposit", before: deposit, after: 0, from: lender, to: "shopper" });
  if (kept > 0) draft.changes.push({ row: null, what: "damage", before: 0, after: kept, from: "shopper", to: lender });
  tell(draft, "plan.deposit_returned", { deposit, rent, kept, back });
}
