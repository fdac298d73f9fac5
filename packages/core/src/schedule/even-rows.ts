import { splitByWeight, splitEvenly, splitRounded } from "../money/split.ts";
import type { Minor } from "../money/types.ts";
import type { Fees } from "./fees.ts";
import { balloonOf } from "./financed.ts";
import type { Instalments } from "./instalments.ts";
import type { ScheduleInput } from "./types.ts";

/**
 * Flat fee and interest-free: what is paid is even, and the fee takes no notice of what has been repaid.
 *
 * The total is spread as evenly as minor units allow, earlier rows carrying the leftover; the principal likewise; the fee is the
 * difference. A named residue instead rounds principal and fee each, and gives the rest to the row it names.
 * Source: docs/rules/rounding.md
 */
export function evenRows(input: ScheduleInput, financed: Minor, fees: Fees, count: number): Instalments {
  const balloon = balloonOf(input, financed);
  const grace = Math.min(input.terms.grace?.principal ?? 0, count - 1);
  const { principal, fee } =
    grace > 0
      ? afterGrace(input, financed - balloon, fees.each, count, grace)
      : split(input, financed - balloon, fees.each, count);
  principal[count - 1]! += balloon;
  fee[0]! += fees.first;
  fee[count - 1]! += fees.last;
  return { principal, interest: zeros(count), fee, subsidy: 0 };
}

interface Columns {
  readonly principal: Minor[];
  readonly fee: Minor[];
}

/** Without principal in the first rows the totals cannot be even: the fee is, and so is the principal after them. */
function afterGrace(input: ScheduleInput, principal: Minor, fee: Minor, count: number, grace: number): Columns {
  const later = split(input, principal, 0, count - grace).principal;
  return { principal: [...new Array<Minor>(grace).fill(0), ...later], fee: splitEvenly(fee, count) };
}

function split({ terms }: ScheduleInput, principal: Minor, fee: Minor, count: number): Columns {
  const { mode = "half_up", multiple = 1, residue = "spread" } = terms.rounding ?? {};
  if (multiple > 1)
    return byMultiple(
      principal,
      fee,
      count,
      (total) => splitRounded(total, count, mode, multiple),
      residue === "first",
    );
  switch (residue) {
    case "spread":
      return spreadEvenly(principal, fee, count);
    case "carried": {
      const even = new Array<number>(count).fill(1);
      return { principal: splitByWeight(principal, even, mode), fee: splitByWeight(fee, even, mode) };
    }
    case "first":
      return {
        principal: splitRounded(principal, count, mode).reverse(),
        fee: splitRounded(fee, count, mode).reverse(),
      };
    case "last":
      return { principal: splitRounded(principal, count, mode), fee: splitRounded(fee, count, mode) };
  }
}

/** Total and principal each as even as can be, earlier rows carrying the leftover; one pass, for it is on every quote's path. */
function spreadEvenly(principal: Minor, fee: Minor, count: number): Columns {
  const partsOver = principal % count;
  const totalsOver = (principal + fee) % count;
  const part = (principal - partsOver) / count;
  const total = (principal + fee - totalsOver) / count;
  const parts = new Array<Minor>(count);
  const fees = new Array<Minor>(count);
  for (let k = 0; k < count; k++) {
    const own = k < partsOver ? part + 1 : part;
    parts[k] = own;
    fees[k] = (k < totalsOver ? total + 1 : total) - own;
  }
  return { principal: parts, fee: fees };
}

/** Totals are multiples, the last one (or the first) clears; principal follows in proportion, the fee is the difference. */
function byMultiple(
  principal: Minor,
  fee: Minor,
  count: number,
  splitTotal: (total: Minor) => Minor[],
  first: boolean,
): Columns {
  if (principal + fee === 0) return { principal: new Array(count).fill(0), fee: new Array(count).fill(0) };
  const totals = splitTotal(principal + fee);
  if (first) totals.reverse();
  const parts = splitByWeight(principal, totals);
  return { principal: parts, fee: totals.map((total, k) => total - parts[k]!) };
}

/** By a loop, for it is on every quote's path: `fill` took as long as the principal and the fee together. */
function zeros(count: number): Minor[] {
  const none = new Array<Minor>(count);
  for (let k = 0; k < count; k++) none[k] = 0;
  return none;
}
