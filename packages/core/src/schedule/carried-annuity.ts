import { MILLION } from "../money/charge.ts";
import { divideBig } from "../money/mul-div.ts";
import { splitEvenly, splitRounded } from "../money/split.ts";
import type { Minor, RoundingMode } from "../money/types.ts";
import { balloonOf } from "./financed.ts";
import type { Instalments } from "./instalments.ts";
import type { Periods } from "./periods.ts";
import type { Residue, ScheduleInput } from "./types.ts";

/** Digits carried beyond the minor unit. */
const SCALE = 10n ** 30n;

/**
 * An annuity worked out with all its digits, each column rounded by what has accumulated so far: a fraction left out of one
 * row goes into the next.
 *
 * `carried` leaves it there. `spread` and `first` then even out what is paid, the leftover units in the earlier rows or all in
 * the first; the interest stays, and the principal is the difference. Grace and a balloon leave nothing to even out.
 * Invariant: the principal sums to `financed` exactly.
 */
export function carriedAnnuity(
  input: ScheduleInput,
  financed: Minor,
  { parts, perYear }: Periods,
  residue: Exclude<Residue, "last">,
): Omit<Instalments, "fee"> {
  const { terms } = input;
  const count = parts.length;
  const mode = terms.rounding?.mode ?? "half_up";
  const rate = BigInt(terms.rate_ppm ?? 0);
  const own = BigInt(MILLION - (terms.store_bears_ppm ?? 0));
  const year = BigInt(perYear * MILLION);
  const grace = Math.min(terms.grace?.principal ?? 0, count - 1);
  const interestGrace = Math.min(terms.grace?.interest ?? 0, count - 1);
  const growth = parts.map((part) => (SCALE * rate * own * BigInt(part)) / (year * BigInt(MILLION)));
  const level = levelDigits(BigInt(financed) * SCALE, BigInt(balloonOf(input, financed)) * SCALE, growth, grace);

  const interest: Minor[] = [];
  const principal: Minor[] = [];
  let balance = BigInt(financed) * SCALE;
  let [interestSoFar, fullSoFar, interestGiven, principalGiven] = [0n, 0n, 0, 0];
  for (let k = 0; k < count; k++) {
    const accrued = (balance * growth[k]!) / SCALE;
    interestSoFar += accrued;
    fullSoFar += (balance * rate * BigInt(parts[k]!)) / year;
    if (k >= grace) balance -= level - accrued;
    const interestDue = k < interestGrace ? interestGiven : Number(divideBig(interestSoFar, SCALE, mode));
    const repaid = BigInt(financed) * SCALE - balance;
    const principalDue =
      k === count - 1 ? financed : Math.max(principalGiven, Math.min(financed, Number(divideBig(repaid, SCALE, mode))));
    interest.push(interestDue - interestGiven);
    principal.push(principalDue - principalGiven);
    interestGiven = interestDue;
    principalGiven = principalDue;
  }
  const subsidy = Number(divideBig(fullSoFar, SCALE, mode)) - interestGiven;
  const isLevel = grace === 0 && interestGrace === 0 && terms.balloon === undefined;
  const evened = isLevel && residue !== "carried" ? evenOut(interest, financed, residue, mode) : undefined;
  return { principal: evened ?? principal, interest, subsidy };
}

function levelDigits(financed: bigint, balloon: bigint, growth: readonly bigint[], from: number): bigint {
  let grown = SCALE;
  let payments = 0n;
  for (let k = from; k < growth.length; k++) {
    const factor = SCALE + growth[k]!;
    grown = (grown * factor) / SCALE;
    payments = (payments * factor) / SCALE + SCALE;
  }
  return (financed * grown - balloon * SCALE) / payments;
}

/** The principal that makes what is paid even; undefined where a row would then not cover its interest (a few units over many rows). */
function evenOut(
  interest: readonly Minor[],
  financed: Minor,
  residue: "spread" | "first",
  mode: RoundingMode,
): Minor[] | undefined {
  const count = interest.length;
  const total = financed + interest.reduce((sum, part) => sum + part, 0);
  const totals = residue === "spread" ? splitEvenly(total, count) : splitRounded(total, count, mode).reverse();
  const principal = totals.map((paid, k) => paid - interest[k]!);
  return principal.every((part) => part >= 0) ? principal : undefined;
}
