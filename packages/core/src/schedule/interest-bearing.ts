import { MILLION } from "../money/charge.ts";
import { mulDiv } from "../money/mul-div.ts";
import { splitByWeight, splitEvenly, splitRounded } from "../money/split.ts";
import type { Minor, RoundingMode } from "../money/types.ts";
import { carriedAnnuity } from "./carried-annuity.ts";
import type { Fees } from "./fees.ts";
import { storeShare } from "./fees.ts";
import { balloonOf } from "./financed.ts";
import type { Instalments } from "./instalments.ts";
import { levelPayment } from "./level-payment.ts";
import { interestPeriods, type Periods } from "./periods.ts";
import type { ScheduleInput, ScheduleRounding } from "./types.ts";

/**
 * Annuity, equal principal, interest first and bullet: interest on what is outstanding.
 *
 * Each part is rounded half up unless the terms name another way, and the last row clears the principal. The store's share is
 * taken off each row's interest; an annuity is level in what the shopper pays.
 * Source: docs/rules/schedules.md, docs/rules/rounding.md
 */
export function interestBearing(input: ScheduleInput, financed: Minor, fees: Fees, count: number): Instalments {
  const periods = interestPeriods(input, count);
  const annuity = input.terms.repayment === "annuity";
  const residue = input.terms.rounding?.residue ?? "last";
  const repaid =
    annuity && residue !== "last"
      ? carriedAnnuity(input, financed, periods, residue)
      : roundedRows(input, financed, periods, annuity ? undefined : principalShares(input, financed, count));
  const { principal, interest, subsidy } = repaid;
  return { principal, interest, fee: feeColumn(fees, count), subsidy };
}

/** Fees beside the interest: those for each instalment spread evenly, the others in their place. */
function feeColumn(fees: Fees, count: number): Minor[] {
  const column = splitEvenly(fees.each, count);
  column[0]! += fees.first;
  column[count - 1]! += fees.last;
  return column;
}

function roundedRows(
  input: ScheduleInput,
  financed: Minor,
  periods: Periods,
  shares: readonly Minor[] | undefined,
): Omit<Instalments, "fee"> {
  const { terms } = input;
  const count = periods.parts.length;
  const mode = terms.rounding?.mode ?? "half_up";
  const ratePpm = terms.rate_ppm ?? 0;
  const perYear = periods.perYear * MILLION;
  const withoutPrincipal = shares === undefined ? (terms.grace?.principal ?? 0) : 0;
  const level = shares === undefined ? shopperLevel(input, financed, periods, mode) : 0;
  const interestGrace = Math.min(terms.grace?.interest ?? 0, count - 1);

  const principal = new Array<Minor>(count);
  const interest = new Array<Minor>(count);
  let outstanding = financed;
  let subsidy = 0;
  let postponed = 0;
  for (let k = 0; k < count; k++) {
    const accrued = mulDiv(outstanding, ratePpm * periods.parts[k]!, perYear, mode);
    const borne = storeShare(terms, accrued);
    const own = accrued - borne;
    subsidy += borne;

    let part = outstanding;
    if (k < count - 1) {
      if (shares !== undefined) part = shares[k]!;
      else if (k < withoutPrincipal) part = 0;
      else part = Math.max(0, Math.min(outstanding, level - own));
    }
    principal[k] = part;
    outstanding -= part;

    postponed += own;
    if (k < interestGrace) interest[k] = 0;
    else {
      interest[k] = postponed;
      postponed = 0;
    }
  }
  return { principal, interest, subsidy };
}

/** An annuity's level payment at the shopper's share of the rate. */
function shopperLevel(input: ScheduleInput, financed: Minor, { parts, perYear }: Periods, mode: RoundingMode): Minor {
  const { terms } = input;
  const ratePpm = terms.rate_ppm ?? 0;
  const accrual = {
    growth: parts.map((part) => part * ratePpm),
    scale: perYear * MILLION,
    ownPpm: MILLION - (terms.store_bears_ppm ?? 0),
  };
  const from = Math.min(terms.grace?.principal ?? 0, parts.length - 1);
  const multiple = terms.rounding?.multiple ?? 1;
  return levelPayment(financed, balloonOf(input, financed), accrual, from, mode, multiple);
}

/** Principal row by row where it does not depend on the interest. */
function principalShares(input: ScheduleInput, financed: Minor, count: number): Minor[] {
  const { terms } = input;
  if (terms.repayment !== "equal_principal") return lastOnly(financed, count);
  const grace = Math.min(terms.grace?.principal ?? 0, count - 1);
  const balloon = balloonOf(input, financed);
  const shares = splitPrincipal(financed - balloon, count - grace, terms.rounding);
  shares[shares.length - 1]! += balloon;
  return grace === 0 ? shares : [...new Array<Minor>(grace).fill(0), ...shares];
}

function lastOnly(financed: Minor, count: number): Minor[] {
  const shares = new Array<Minor>(count).fill(0);
  shares[count - 1] = financed;
  return shares;
}

/** Equal principal by the named rounding; the default is rounded parts, the last one clearing. */
function splitPrincipal(principal: Minor, count: number, rounding: ScheduleRounding = {}): Minor[] {
  const { mode = "half_up", multiple = 1, residue = "last" } = rounding;
  if (residue === "spread" && multiple === 1) return splitEvenly(principal, count);
  if (residue === "carried" && multiple === 1) return splitByWeight(principal, new Array(count).fill(1), mode);
  const parts = splitRounded(principal, count, mode, multiple);
  return residue === "first" ? parts.reverse() : parts;
}
