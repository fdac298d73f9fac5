import { addInterval } from "../calendar/add-interval.ts";
import { toIsoDate } from "../calendar/civil.ts";
import type { EpochDay } from "../calendar/types.ts";
import { splitByWeight } from "../money/split.ts";
import type { Minor } from "../money/types.ts";
import { nominalDueDays, openDueDays } from "./due-days.ts";
import { type FeeItem, feesOf } from "./fees.ts";
import { assertPriceable, downPaymentOf } from "./financed.ts";
import { leaseOf } from "./lease.ts";
import { layInstalments } from "./price-terms.ts";
import { type GrowingRuns, pushRun } from "./runs.ts";
import type { Schedule, ScheduleInput, ScheduleRow } from "./types.ts";

/**
 * The dated rows of a plan, and its price.
 *
 * Row 0 stands only where something besides instalments is due at checkout: a down payment, or fees then. The deposit of a lease
 * is in no row, for it comes back.
 * Invariants: row totals sum to `amount + cost`; principals sum to `amount` (a lease without a buyout repays none);
 * the figures are those of {@link priceTerms}.
 * Throws when the input is not priceable: a caller's bug.
 * Source: docs/rules/schedules.md
 */
export function buildSchedule(input: ScheduleInput): Schedule {
  assertPriceable(input);
  switch (input.terms.repayment) {
    case "lease":
      return buildLease(input);
    case "full":
      return buildFull(input);
    default:
      return buildInstalments(input);
  }
}

function buildInstalments(input: ScheduleInput): Schedule {
  const { amount, terms, start } = input;
  const down = downPaymentOf(input);
  const financed = amount - down;
  const fees = feesOf(terms, financed, input.count);
  const laid = layInstalments(input, financed, fees);
  const count = laid.principal.length;
  const days = openDueDays(input, nominalDueDays(input, count));

  const before = down > 0 || fees.checkout > 0 ? 1 : 0;
  const rows = new Array<ScheduleRow>(before + count);
  let outstanding = amount;
  let interestTotal = 0;
  let payToday = 0;
  const runs: GrowingRuns = [];
  if (before === 1) {
    outstanding -= down;
    payToday = down + fees.checkout;
    rows[0] = toRow(0, start, down, 0, fees.checkout, outstanding);
  }
  const atCheckout = terms.first_at_checkout === true;
  for (let k = 0; k < count; k++) {
    const principal = laid.principal[k]!;
    const interest = laid.interest[k]!;
    const fee = laid.fee[k]!;
    const total = principal + interest + fee;
    outstanding -= principal;
    interestTotal += interest;
    rows[before + k] = toRow(k + 1, days[k]!, principal, interest, fee, outstanding);
    if (k === 0 && atCheckout) payToday += total;
    else pushRun(runs, 1, total);
  }
  const cost = interestTotal + fees.total;
  return {
    total: amount + cost,
    cost,
    pay_today: payToday,
    runs,
    per_period: runs[0]?.amount ?? amount + cost,
    interest: interestTotal,
    fee: fees.total,
    subsidy: fees.subsidy + laid.subsidy,
    rows,
    days: before === 1 ? [start, ...days] : days,
    fee_items: fees.items,
  };
}

function buildFull(input: ScheduleInput): Schedule {
  const { amount, terms, start } = input;
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
    rows: [toRow(1, start, amount, 0, fees.total, 0)],
    days: [start],
    fee_items: fees.items,
  };
}

/** Each payment buys its share of the goods; what is above their price is the fee. Renting alone buys nothing. */
function buildLease(input: ScheduleInput): Schedule {
  const { amount, count, start, interval } = input;
  const { rent, deposit, buyout, total } = leaseOf(input);
  const payments = new Array<Minor>(count).fill(rent);
  if (buyout !== undefined) payments.push(buyout);
  const principal = buyout === undefined || total === 0 ? payments.map(() => 0) : splitByWeight(amount, payments);
  const days = openDueDays(
    input,
    payments.map((_, k): EpochDay => addInterval(start, interval, k, input.terms.due?.anchor_day)),
  );
  days[0] = start;

  const runs: GrowingRuns = [];
  let outstanding = buyout === undefined ? 0 : amount;
  const rows = payments.map((payment, k): ScheduleRow => {
    const part = principal[k]!;
    outstanding -= part;
    if (k > 0) pushRun(runs, 1, payment);
    return toRow(k + 1, days[k]!, part, 0, payment - part, outstanding);
  });
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
    rows,
    days,
    fee_items: leaseFees(cost),
  };
}

function toRow(n: number, day: EpochDay, principal: Minor, interest: Minor, fee: Minor, outstanding: Minor) {
  return { n, due_on: toIsoDate(day), principal, interest, fee, total: principal + interest + fee, outstanding };
}

function leaseFees(cost: Minor): FeeItem[] {
  return cost === 0 ? [] : [{ code: "rent", amount: cost, charged_by: "lessor", when: "each" }];
}
