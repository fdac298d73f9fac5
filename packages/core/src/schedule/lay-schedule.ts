import { addInterval } from "../calendar/add-interval.ts";
import type { EpochDay } from "../calendar/types.ts";
import { splitByWeight } from "../money/split.ts";
import type { Minor } from "../money/types.ts";
import { nominalDueDays, openDueDays } from "./due-days.ts";
import { type FeeItem, feesOf } from "./fees.ts";
import { assertPriceable, downPaymentOf } from "./financed.ts";
import { leaseOf } from "./lease.ts";
import { layInstalments } from "./price-terms.ts";
import { runsOf } from "./runs.ts";
import type { LaidSchedule, ScheduleInput } from "./types.ts";

/**
 * A plan with its price, laid out by due days, column by column: all that its rate is made of. `writeRows` makes rows of it, which
 * most quotes never show.
 *
 * A row before the first instalment stands only where something besides instalments is due at checkout: a down payment, or fees
 * then. The deposit of a lease is in no row, for it comes back.
 * Throws when the input is not priceable: a caller's bug.
 */
export function laySchedule(input: ScheduleInput): LaidSchedule {
  assertPriceable(input);
  switch (input.terms.repayment) {
    case "lease":
      return layLease(input);
    case "full":
      return layFull(input);
    default:
      return layCredit(input);
  }
}

function layCredit(input: ScheduleInput): LaidSchedule {
  const { amount, terms, start } = input;
  const down = downPaymentOf(input);
  const financed = amount - down;
  const fees = feesOf(terms, financed, input.count);
  const laid = layInstalments(input, financed, fees);
  const { principal, interest, fee } = laid;
  const count = principal.length;
  const days = openDueDays(input, nominalDueDays(input, count));
  const atCheckout = terms.first_at_checkout === true;

  const payments = new Array<Minor>(count);
  let interestTotal = 0;
  for (let k = 0; k < count; k++) {
    const payment = principal[k]! + interest[k]! + fee[k]!;
    payments[k] = payment;
    interestTotal += interest[k]!;
  }
  const runs = runsOf(payments, atCheckout ? 1 : 0);
  const before = down > 0 || fees.checkout > 0;
  const cost = interestTotal + fees.total;
  return {
    total: amount + cost,
    cost,
    pay_today: down + fees.checkout + (atCheckout ? payments[0]! : 0),
    runs,
    per_period: runs[0]?.amount ?? amount + cost,
    interest: interestTotal,
    fee: fees.total,
    subsidy: fees.subsidy + laid.subsidy,
    fee_items: fees.items,
    days: before ? [start, ...days] : days,
    payments: before ? [down + fees.checkout, ...payments] : payments,
    columns: {
      first: before ? 0 : 1,
      owed: amount,
      principal: before ? [down, ...principal] : principal,
      interest: before ? [0, ...interest] : interest,
      fee: before ? [fees.checkout, ...fee] : fee,
    },
  };
}

function layFull({ amount, terms, start }: ScheduleInput): LaidSchedule {
  const fees = feesOf(terms, amount, 1);
  const total = amount + fees.total;
  return {
    total,
    cost: fees.total,
    pay_today: total,
    runs: [],
    per_period: total,
    interest: 0,
    fee: fees.total,
    subsidy: fees.subsidy,
    fee_items: fees.items,
    days: [start],
    payments: [total],
    columns: { first: 1, owed: amount, principal: [amount], interest: [0], fee: [fees.total] },
  };
}

/** Each payment buys its share of the goods; what is above their price is the fee. Renting alone buys nothing. */
function layLease(input: ScheduleInput): LaidSchedule {
  const { amount, count, start, interval, terms } = input;
  const { rent, deposit, buyout, total } = leaseOf(input);
  const payments = new Array<Minor>(count).fill(rent);
  if (buyout !== undefined) payments.push(buyout);
  const principal = buyout === undefined || total === 0 ? payments.map(() => 0) : splitByWeight(amount, payments);
  const days = openDueDays(
    input,
    payments.map((_, k): EpochDay => addInterval(start, interval, k, terms.due?.anchor_day)),
  );
  days[0] = start;

  const runs = runsOf(payments, 1);
  const cost = total - amount;
  return {
    total,
    cost,
    pay_today: rent + deposit,
    runs,
    per_period: rent,
    interest: 0,
    fee: cost,
    subsidy: 0,
    fee_items: leaseFees(cost),
    days,
    payments,
    columns: {
      first: 1,
      owed: buyout === undefined ? 0 : amount,
      principal,
      interest: payments.map(() => 0),
      fee: payments.map((payment, k) => payment - principal[k]!),
    },
  };
}

function leaseFees(cost: Minor): FeeItem[] {
  return cost === 0 ? [] : [{ code: "rent", amount: cost, charged_by: "lessor", when: "each" }];
}
