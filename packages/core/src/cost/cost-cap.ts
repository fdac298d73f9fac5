import { addInterval } from "../calendar/add-interval.ts";
import type { EpochDay } from "../calendar/types.ts";
import type { Currency, Minor } from "../money/types.ts";
import type { LaidSchedule } from "../schedule/types.ts";
import { isInForce } from "./ceiling.ts";
import type { CostCap } from "./regime.ts";
import { COST_CAPS } from "./regimes/index.ts";
import type { Rate, RegimeId } from "./types.ts";

/** Days of the longest twelve months. */
const YEAR_DAYS = 366;
const YEAR = { every: 12, unit: "month" } as const;

type Charged = Pick<LaidSchedule, "columns" | "days">;

/**
 * Whether what an agreement of `day` charges passes a ceiling in money: of fees in a year of it, on a day of what is owed, or of the
 * whole. At the ceiling it keeps. Charges for paying late have ceilings of their own.
 *
 * Ceilings are dated configuration in the regime's file; how much of the law they cover is said there.
 */
export function costCapBreached(
  regime: RegimeId,
  rate: Pick<Rate, "effective">,
  schedule: Charged,
  day: EpochDay,
  currency: Currency,
): boolean {
  for (const cap of COST_CAPS[regime]) {
    if (isInForce(cap, day, currency) && isMeant(cap, rate, schedule, day) && passes(cap, schedule, day)) return true;
  }
  return false;
}

/**
 * Whether an agreement of `day` is high-cost short-term credit where a regime knows such: dear by its rate and for a year at most. It
 * stays so, whatever becomes of its rows.
 */
export function isHighCostShortTerm(
  regime: RegimeId,
  rate: Pick<Rate, "effective">,
  schedule: Pick<Charged, "days">,
  day: EpochDay,
  currency: Currency,
): boolean {
  return COST_CAPS[regime].some(
    (cap) => cap.short_from !== undefined && isInForce(cap, day, currency) && isMeant(cap, rate, schedule, day),
  );
}

/** Whether a regime has ceilings in money at all. */
export const capsCost = (regime: RegimeId): boolean => COST_CAPS[regime].length > 0;

function isMeant(
  { short_from }: CostCap,
  { effective }: Pick<Rate, "effective">,
  { days }: Pick<Charged, "days">,
  day: EpochDay,
) {
  if (short_from === undefined) return true;
  return Number(effective ?? 0) >= Number(short_from) && days[days.length - 1]! - day <= YEAR_DAYS;
}

function passes(cap: CostCap, { columns, days }: Charged, start: EpochDay): boolean {
  const { principal, interest, fee } = columns;
  let credit = 0;
  let owed = columns.owed;
  let charged = 0;
  /** What is owed, once for each day on which it is. */
  let owedDays = 0;
  let before = start;
  for (let k = 0; k < days.length; k++) {
    const on = days[k]!;
    owedDays += owed * (on - before);
    before = on;
    owed -= principal[k]!;
    charged += interest[k]! + fee[k]!;
    if (on > start) credit += principal[k]!;
  }
  const { daily_percent, total_percent, yearly_fees } = cap;
  return (
    (daily_percent !== undefined && isAbove(charged, daily_percent, owedDays)) ||
    (total_percent !== undefined && isAbove(charged, total_percent, credit)) ||
    (yearly_fees !== undefined && feesPass(yearly_fees, fee, days, start))
  );
}

/** Whether the fees of a year are above its ceiling. A year ends with its anniversary. */
function feesPass(
  { first, later }: NonNullable<CostCap["yearly_fees"]>,
  fee: readonly Minor[],
  days: Charged["days"],
  start: EpochDay,
): boolean {
  let year = 1;
  let last = addInterval(start, YEAR, year);
  let fees = 0;
  for (let k = 0; k < fee.length; k++) {
    for (; days[k]! > last; last = addInterval(start, YEAR, year)) {
      year += 1;
      fees = 0;
    }
    fees += fee[k]!;
    if (fees > (year === 1 ? first : later)) return true;
  }
  return false;
}

/** Thousandths of a percent in a whole. */
const WHOLE = 100_000n;

/** Whether a sum is more than so many percent of another; exactly, however large they are. */
const isAbove = (sum: number, percent: string, of: number): boolean =>
  BigInt(sum) * WHOLE > BigInt(Math.round(Number(percent) * 1_000)) * BigInt(of);
