import { assert } from "../../money/assert.ts";
import { divFixed, FIXED_ONE, type Fixed, mulFixed, powFixed } from "../../money/fixed.ts";
import { interestOn, interestOver, periodRate, regularInterest, roundPart } from "./rates.ts";
import type { PublishedRow, PublishedTerms } from "./types.ts";

/**
 * A schedule by the conventions of whoever published it, with fifty decimal places where digits are carried.
 *
 * Nothing is rounded but by `terms.rounding`; showing a table to the cent is the reader's. For proving the arithmetic against
 * published tables, and for tables to print: plans are made by {@link buildSchedule}.
 * Source: docs/rules/rounding.md
 */
export function publishedTable(terms: PublishedTerms): PublishedRow[] {
  assert(Number.isInteger(terms.periods) && terms.periods >= 1, "a table has at least one period");
  switch (terms.method) {
    case "annuity":
    case "graduated":
      return balanceRows(terms, levelPrincipal(terms));
    case "equal_principal":
    case "fixed_principal":
      return balanceRows(terms, givenPrincipal(terms));
    case "interest_first":
      return balanceRows(terms, () => 0n);
    case "bullet":
      return [bulletRow(terms)];
    case "capitalising":
      return capitalisingRows(terms);
    case "flat_fee":
    case "interest_free":
      return evenRows(terms);
  }
}

/** What a row repays, given its period, the balance before it and its interest. */
type PrincipalRule = (period: number, balance: Fixed, interest: Fixed) => Fixed;

/** Rows whose interest is on the balance. */
function balanceRows(terms: PublishedTerms, principalOf: PrincipalRule): PublishedRow[] {
  const { periods, rounding, costPerPeriod = 0n, graceInterest = 0, lastPayment } = terms;
  const rows: PublishedRow[] = [];
  let balance = terms.principal;
  let postponed = 0n;
  for (let k = 0; k < periods; k++) {
    const own = roundPart(interestOn(balance, terms, k), rounding.interest);
    let principal = principalOf(k, balance, own);
    let interest = own + postponed;
    postponed = 0n;
    if (k < graceInterest && k < periods - 1) {
      postponed = interest;
      interest = 0n;
    }
    if (k === periods - 1 && lastPayment !== "level") {
      if (lastPayment === "interest_absorbs") interest = principal + own - balance;
      principal = balance;
    }
    balance -= principal;
    rows.push({ n: k + 1, payment: principal + interest + costPerPeriod, principal, interest, balance });
  }
  return rows;
}

/** The level payment, or the one that `step` makes of it, less the row's interest; never more than the balance. */
function levelPrincipal(terms: PublishedTerms): PrincipalRule {
  const { gracePrincipal = 0, step, firstPrincipalAsRegular, rounding, lastPayment } = terms;
  const first = roundPart(terms.payment ?? terms.firstPayment ?? firstOfLevels(terms), rounding.payment);
  return (k, balance, interest) => {
    if (k < gracePrincipal) return 0n;
    const payment = step === undefined ? first : roundPart(steppedPayment(first, step, k), rounding.payment);
    const asRegular = k === 0 && firstPrincipalAsRegular === true;
    const principal = payment - (asRegular ? roundPart(regularInterest(balance, terms), rounding.interest) : interest);
    return principal > balance && lastPayment === "adjusts" ? balance : principal;
  };
}

function steppedPayment(
  first: Fixed,
  { ratio, every }: { readonly ratio: Fixed; readonly every: number },
  period: number,
): Fixed {
  return mulFixed(first, powFixed(ratio, Math.floor(period / every)));
}

/** The first payment that brings the balance to nothing: principal × Π(1+i) ÷ Σ (step factor × later growth). */
function firstOfLevels(terms: PublishedTerms): Fixed {
  const { periods, principal, gracePrincipal = 0, step, times, rate = 0n } = terms;
  const regular = periodRate(terms);
  let grown = FIXED_ONE;
  let payments = 0n;
  for (let k = gracePrincipal; k < periods; k++) {
    const factor = FIXED_ONE + (times === undefined ? regular : interestOver(FIXED_ONE, rate, times[k]!));
    grown = mulFixed(grown, factor);
    const share = step === undefined ? FIXED_ONE : steppedPayment(FIXED_ONE, step, k - gracePrincipal);
    payments = mulFixed(payments, factor) + share;
  }
  return divFixed(mulFixed(principal, grown), payments);
}

function givenPrincipal(terms: PublishedTerms): PrincipalRule {
  const { principal, periods, gracePrincipal = 0, principalPerPeriod, rounding, remainder } = terms;
  const rowsOfPrincipal = periods - gracePrincipal;
  const share = roundPart(principalPerPeriod ?? principal / BigInt(rowsOfPrincipal), rounding.principal);
  const firstTakes = remainder === "first" && principalPerPeriod === undefined;
  return (k, balance) => {
    if (k < gracePrincipal) return 0n;
    const part = firstTakes && k === gracePrincipal ? principal - share * BigInt(rowsOfPrincipal - 1) : share;
    return part > balance ? balance : part;
  };
}

function bulletRow(terms: PublishedTerms): PublishedRow {
  const { principal, rounding, costPerPeriod = 0n, periods } = terms;
  let simple = 0n;
  for (let k = 0; k < periods; k++) simple += interestOn(principal, terms, k);
  const interest = roundPart(simple, rounding.interest);
  return { n: periods, payment: principal + interest + costPerPeriod, principal, interest, balance: 0n };
}

function capitalisingRows(terms: PublishedTerms): PublishedRow[] {
  const { principal, periods, rounding, costPerPeriod = 0n } = terms;
  const rows: PublishedRow[] = [];
  let balance = principal;
  for (let k = 0; k < periods; k++) {
    balance += roundPart(interestOn(balance, terms, k), rounding.interest);
    const last = k === periods - 1;
    rows.push({
      n: k + 1,
      payment: (last ? balance : 0n) + costPerPeriod,
      principal: last ? principal : 0n,
      interest: last ? balance - principal : 0n,
      balance: last ? 0n : balance,
    });
  }
  return rows;
}

/** Principal and fee in equal parts; the row that `remainder` names takes what rounding leaves over. */
function evenRows(terms: PublishedTerms): PublishedRow[] {
  const { periods, principal, downPayment, feePerPeriod = 0n, rounding, costPerPeriod = 0n } = terms;
  const parts = downPayment === undefined ? periods : periods - 1;
  const principals = equalParts(principal - (downPayment ?? 0n), parts, rounding.principal, terms.remainder);
  const feeTotal = mulFixed(principal, terms.feeTotal ?? feePerPeriod * BigInt(parts));
  const fees = equalParts(roundPart(feeTotal, rounding.interest), parts, rounding.interest, terms.remainder);
  if (downPayment !== undefined) {
    principals.unshift(downPayment);
    fees.unshift(0n);
  }
  let balance = principal;
  return principals.map((part, k) => {
    balance -= part;
    return { n: k + 1, payment: part + fees[k]! + costPerPeriod, principal: part, interest: fees[k]!, balance };
  });
}

function equalParts(
  total: Fixed,
  count: number,
  rule: PublishedTerms["rounding"]["principal"],
  remainder: "first" | "last",
): Fixed[] {
  const share = roundPart(total / BigInt(count), rule);
  const parts = new Array<Fixed>(count).fill(share);
  parts[remainder === "first" ? 0 : count - 1] = total - share * BigInt(count - 1);
  return parts;
}
