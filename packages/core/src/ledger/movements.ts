import type { Minor } from "../money/types.ts";
import type { AccountId } from "./accounts.ts";
import { closePosting, credit, debit, type Entry, openPosting } from "./entries.ts";

/** Movements of money that no plan's command makes: settlement, bank and compensation. Each is one debit and one credit. */
export const MOVEMENTS = {
  /** The partner's settlement names a payout that is on its way. */
  partner_paid_out: ["cash_in_transit", "partner_receivable"],
  /** The partner keeps its charge out of what it pays. */
  partner_fee_withheld: ["partner_fees", "partner_receivable"],
  /** What the store owes a partner is kept out of its payout. */
  partner_set_off: ["partner_payable", "partner_receivable"],
  /** The store pays a partner. */
  partner_paid: ["partner_payable", "cash_in_transit"],
  /** The bank has it. */
  bank_received: ["bank", "cash_in_transit"],
  /** The bank has paid it. */
  bank_paid: ["cash_in_transit", "bank"],
  /** A voucher or credit under an adjustment's rule. */
  compensation_granted: ["compensation", "compensation_payable"],
  /** It is used for an order. */
  compensation_used: ["compensation_payable", "order_clearing"],
  /** It ran out unused. */
  compensation_expired: ["compensation_payable", "compensation"],
} as const satisfies Record<string, readonly [debit: AccountId, credit: AccountId]>;

export type MovementName = keyof typeof MOVEMENTS;
export type CompensationMovement = Extract<MovementName, `compensation_${string}`>;

/** The entries of a movement. `amount` in minor units, positive; `partner` names whose balance moves, null where nobody's does. */
export function postMovement(name: MovementName, partner: string | null, amount: Minor): readonly Entry[] {
  const [debited, credited] = MOVEMENTS[name];
  const posting = openPosting(partner);
  debit(posting, debited, amount);
  credit(posting, credited, amount);
  return closePosting(posting);
}
