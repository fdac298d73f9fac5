import type { Minor } from "../money/types.ts";
import { evenRows } from "./even-rows.ts";
import { type Fees, feesOf } from "./fees.ts";
import { assertPriceable, downPaymentOf, rowCount } from "./financed.ts";
import type { Instalments } from "./instalments.ts";
import { interestBearing } from "./interest-bearing.ts";
import { leaseOf } from "./lease.ts";
import { type GrowingRuns, pushRun } from "./runs.ts";
import type { Price, Run, ScheduleInput, Terms } from "./types.ts";

/**
 * What a plan costs, without its rows: the same figures as {@link buildSchedule}, several times faster.
 *
 * No dates are worked out unless the day count needs them, and a flat fee or interest-free plan is priced in closed form.
 * Throws when the input is not priceable: a caller's bug, for terms are checked by {@link checkTerms} when they are taken in.
 */
export function priceTerms(input: ScheduleInput): Price {
  assertPriceable(input);
  switch (input.terms.repayment) {
    case "lease":
      return priceLease(input);
    case "full":
      return priceFull(input);
    default: {
      const down = downPaymentOf(input);
      const financed = input.amount - down;
      const fees = feesOf(input.terms, financed, input.count);
      if (isEven(input.terms)) return priceEven(input, down, financed, fees);
      return priceInstalments(input, down, fees, layInstalments(input, financed, fees));
    }
  }
}

/** The instalments of every method but lease and full. */
export function layInstalments(input: ScheduleInput, financed: Minor, fees: Fees): Instalments {
  const count = rowCount(input);
  const flat = input.terms.repayment === "flat_fee" || input.terms.repayment === "interest_free";
  return flat ? evenRows(input, financed, fees, count) : interestBearing(input, financed, fees, count);
}

/** True where rows differ by one unit at most, so that no row needs to be laid out. */
export function isEven({ repayment, rounding, balloon, grace }: Terms): boolean {
  const flat = repayment === "flat_fee" || repayment === "interest_free";
  return flat && rounding === undefined && balloon === undefined && grace === undefined;
}

function priceEven(input: ScheduleInput, down: Minor, financed: Minor, fees: Fees): Price {
  const { count, terms } = input;
  const spread = financed + fees.each;
  const leftOver = spread % count;
  const share = (spread - leftOver) / count;

  const first = share + (leftOver > 0 ? 1 : 0) + fees.first + (count === 1 ? fees.last : 0);
  const atCheckout = terms.first_at_checkout === true;
  const runs: GrowingRuns = [];
  if (!atCheckout) pushRun(runs, 1, first);
  if (count > 1) {
    pushRun(runs, leftOver - 1, share + 1);
    pushRun(runs, count - 1 - Math.max(leftOver, 1), share);
    pushRun(runs, 1, share + fees.last);
  }
  const payToday = down + fees.checkout + (atCheckout ? first : 0);
  return priced(input, payToday, runs, 0, fees.total, fees.subsidy);
}

function priceInstalments(input: ScheduleInput, down: Minor, fees: Fees, rows: Instalments): Price {
  const atCheckout = input.terms.first_at_checkout === true;
  const runs: GrowingRuns = [];
  let payToday = down + fees.checkout;
  let interest = 0;
  for (let k = 0; k < rows.principal.length; k++) {
    const total = rows.principal[k]! + rows.interest[k]! + rows.fee[k]!;
    interest += rows.interest[k]!;
    if (k === 0 && atCheckout) payToday += total;
    else pushRun(runs, 1, total);
  }
  return priced(input, payToday, runs, interest, fees.total, fees.subsidy + rows.subsidy);
}

function priced(
  { amount }: ScheduleInput,
  payToday: Minor,
  runs: readonly Run[],
  interest: Minor,
  fee: Minor,
  subsidy: Minor,
): Price {
  const cost = interest + fee;
  const total = amount + cost;
  return { total, cost, pay_today: payToday, runs, per_period: runs[0]?.amount ?? total, interest, fee, subsidy };
}

/** Everything at once. */
function priceFull(input: ScheduleInput): Price {
  const fees = feesOf(input.terms, input.amount, 1);
  return priced(input, input.amount + fees.total, [], 0, fees.total, fees.subsidy);
}

/** `fee` is what owning it this way costs over its price; without a buyout, what the rents come to less the price. */
function priceLease(input: ScheduleInput): Price {
  const { rent, deposit, buyout, total } = leaseOf(input);
  const runs: GrowingRuns = [];
  pushRun(runs, input.count - 1, rent);
  if (buyout !== undefined) pushRun(runs, 1, buyout);
  const cost = total - input.amount;
  return { total, cost, pay_today: rent + deposit, runs, per_period: rent, interest: 0, fee: cost, subsidy: 0 };
}
