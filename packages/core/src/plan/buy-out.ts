import type { IsoDate } from "../calendar/types.ts";
import { credit, debit } from "../ledger/index.ts";
import type { Minor } from "../money/index.ts";
import { unpaidOf, unpaidOfRow } from "./allocation.ts";
import { payFromDeposit } from "./deposit.ts";
import { type Draft, decided, lenderOf, move, openDraft, type PlanResult, refuse, tell } from "./draft.ts";
import { planRow } from "./plan-row.ts";
import { type Collector, markPaid, postReceived } from "./receive.ts";
import { dropRentsToCome } from "./return-lease.ts";
import { moveOf } from "./states.ts";
import type { Moment, Plan } from "./types.ts";

/** The shopper buys what was leased, and has paid what {@link buyoutOf} says. */
export interface BuyOut {
  readonly kind: "buy_out";
  readonly collected_by?: Collector;
}

/** What owning it costs today. Units: minor units. */
export interface Buyout {
  /** The price after so many paid rents. */
  readonly price: Minor;
  readonly after: number;
  /** Rents due by today that are unpaid. */
  readonly rent: Minor;
  /** Taken from the deposit: the rents first, its rest comes back. */
  readonly from_deposit: Minor;
  /** To pay now: price and rents, less what the deposit pays. */
  readonly total: Minor;
}

/** Null where the lease cannot be bought yet, or at all. */
export function buyoutOf(plan: Plan, today: IsoDate): Buyout | null {
  if (plan.lease === null) return null;
  const paid = paidRents(plan);
  const reached = plan.lease.buyouts.findLast(({ after }) => after <= paid);
  if (reached === undefined) return null;
  let rent = 0;
  for (const row of plan.rows) if (row.due_on <= today) rent += unpaidOfRow(row);
  const from_deposit = Math.min(rent, plan.lease.deposit);
  return { ...reached, rent, from_deposit, total: reached.price + rent - from_deposit };
}

const paidRents = ({ rows }: Plan): number => rows.filter((row) => unpaidOfRow(row) === 0).length;

/**
 * Sells the leased goods to the shopper: rents to come fall away, the deposit pays rents that are due and its rest is returned, and
 * the price stands as a last row that is paid.
 *
 * Refused: not a lease; back already; no price for the rents paid so far; a plan that is not running, or is disputed.
 */
export function buyOut(plan: Plan, { kind, collected_by }: BuyOut, moment: Moment): PlanResult {
  if (moveOf(plan.state, "paid_off") === undefined)
    return refuse({ code: "wrong_state", state: plan.state, command: kind });
  if (plan.lease === null) return refuse({ code: "not_a_lease" });
  const { returned_on, buyouts } = plan.lease;
  if (returned_on !== null) return refuse({ code: "already_returned", returned_on });
  const buyout = buyoutOf(plan, moment.today);
  if (buyout === null) return refuse({ code: "no_buyout", after: buyouts[0]?.after ?? null, paid: paidRents(plan) });

  const draft = openDraft(plan, moment);
  dropRentsToCome(draft);
  payFromDeposit(draft, moment.today, "returned");
  addPriceRow(draft, buyout.price);
  postReceived(draft.posting, plan, buyout.total, collected_by ?? lenderOf(plan));
  draft.rows.forEach((row, at) => {
    for (const part of ["late", "fee", "principal"] as const) {
      const amount = unpaidOf(row, part);
      if (amount > 0) markPaid(draft, [{ at, part, amount }]);
    }
  });
  draft.plan.lease = { ...draft.plan.lease!, bought_on: moment.today };
  draft.changes.push({ row: null, what: "bought_on", before: null, after: moment.today, from: null, to: null });
  move(draft, "paid_off");
  tell(draft, "plan.bought_out", { price: buyout.price, total: buyout.total });
  tell(draft, "plan.settled", { early: false });
  return decided(draft);
}

/** House: the goods are sold now. Partner: the lessor bought them when the lease began, and sells them. */
function addPriceRow({ plan, rows, posting, moment, changes }: Draft, price: Minor): void {
  const n = rows[rows.length - 1]!.n + 1;
  rows.push({ ...planRow(n, moment.today, { principal: price, interest: 0, fee: 0 }, 0), fallen_due: true });
  changes.push({ row: n, what: "principal", before: 0, after: price, from: null, to: null });
  const house = plan.funding === "house";
  debit(posting, house ? "shopper_receivable" : "memo_shopper_owes", price);
  credit(posting, house ? "order_clearing" : "memo_partner_claim", price);
}
