import { FIXED_ONE, type Fixed, mulFixed, rootFixed, roundFixed } from "../../money/fixed.ts";
import type { PartRounding, PeriodTime, PublishedTerms } from "./types.ts";

/** Rounds a part by its rule; without one it keeps all digits. */
export function roundPart(value: Fixed, rule: PartRounding | undefined): Fixed {
  return rule === undefined ? value : roundFixed(value, rule.unit, rule.mode);
}

/** The rate of a regular period. */
export function periodRate({ rate = 0n, periodsPerYear, effective }: PublishedTerms): Fixed {
  if (effective === true) return rootFixed(FIXED_ONE + rate, periodsPerYear) - FIXED_ONE;
  return rate / BigInt(periodsPerYear);
}

/** Interest of one period on `balance`, multiplied before it is divided. A period over two years is rounded once, as a whole. */
export function interestOn(balance: Fixed, terms: PublishedTerms, period: number): Fixed {
  const time = terms.times?.[period];
  if (time !== undefined) return interestOver(balance, terms.rate ?? 0n, time);
  return regularInterest(balance, terms);
}

export function regularInterest(balance: Fixed, terms: PublishedTerms): Fixed {
  if (terms.effective === true) return mulFixed(balance, periodRate(terms));
  return (balance * (terms.rate ?? 0n)) / FIXED_ONE / BigInt(terms.periodsPerYear);
}

export function interestOver(balance: Fixed, rate: Fixed, time: PeriodTime): Fixed {
  let interest = 0n;
  for (const { numerator, denominator } of time) {
    interest += (balance * rate * BigInt(numerator)) / FIXED_ONE / BigInt(denominator);
  }
  return interest;
}
