import { divFixed, FIXED_ONE, type Fixed, powFixed } from "../../money/fixed.ts";

/**
 * The fee per `per` of price for `periods` level payments at `periodRate`: per × (n × payment factor − 1).
 * Source: the 手数料表 that Japanese card issuers print.
 */
export function feePerHundred(per: Fixed, periods: number, periodRate: Fixed): Fixed {
  const growth = powFixed(FIXED_ONE + periodRate, periods);
  const factor =
    periodRate === 0n ? FIXED_ONE / BigInt(periods) : divFixed((periodRate * growth) / FIXED_ONE, growth - FIXED_ONE);
  return (per * (BigInt(periods) * factor - FIXED_ONE)) / FIXED_ONE;
}
