import type { EpochDay } from "../calendar/types.ts";
import { anchorDayOf, isRegular, nominalDueDays } from "../schedule/due-days.ts";
import { rowCount } from "../schedule/financed.ts";
import type { Payments, ScheduleInput } from "../schedule/types.ts";
import { loanRate } from "./actuarial.ts";
import { annexYears } from "./annex-years.ts";
import { intervalsPerYear, netAdvance, paymentsByStep } from "./payments.ts";
import { singleTermsPerYear, type UnitPeriod, unitPeriodsBetween, unitPeriodsPerYear } from "./unit-periods.ts";
import { yieldOverTimes, yieldPerStep } from "./yield.ts";

/** A rate per period, and how many periods a year has. */
export interface PeriodicRate {
  readonly perPeriod: number;
  readonly perYear: number;
}

/**
 * The internal rate per period. A plan with one payment has one period, its whole term, so that its yearly figure is simple interest.
 *
 * Periods are the contract's: moving a payment off a holiday changes nothing. An odd first period is counted as the EU counts it.
 */
export function periodicRate(
  input: ScheduleInput,
  schedule: Payments,
  perYear = intervalsPerYear(input.interval),
): PeriodicRate | null {
  const advance = netAdvance(input, schedule);
  if (isRegular(input)) {
    const payments = paymentsByStep(input, schedule);
    const only = onlyPayment(payments);
    if (only > 0) return onePeriod(advance, payments[only]!, only / perYear);
    const delta = yieldPerStep(advance, payments);
    return delta === null ? null : { perPeriod: Math.expm1(delta), perYear };
  }
  const contract = nominalDueDays(input, rowCount(input));
  const { amounts, days } = later(input, schedule, contract);
  const anchor = input.interval.unit === "month" ? anchorDayOf(input) : undefined;
  const times = days.map((day) => annexYears(input.start, day, input.interval, anchor));
  if (amounts.length === 1) return onePeriod(advance, amounts[0]!, times[0]!);
  const delta = yieldOverTimes(advance, amounts, times);
  return delta === null ? null : { perPeriod: Math.expm1(delta / perYear), perYear };
}

function onePeriod(advance: number, payment: number, years: number): PeriodicRate | null {
  return advance > 0 ? { perPeriod: payment / advance - 1, perYear: 1 / years } : null;
}

/** The step of the only payment, whatever rows around it ask for nothing; 0 when there are several. */
function onlyPayment(payments: readonly number[]): number {
  let only = 0;
  for (let step = 1; step < payments.length; step++) {
    if (payments[step] === 0) continue;
    if (only > 0) return 0;
    only = step;
  }
  return only;
}

export const nominal = ({ perPeriod, perYear }: PeriodicRate): number => perPeriod * perYear;
export const compounded = ({ perPeriod, perYear }: PeriodicRate): number => Math.expm1(Math.log1p(perPeriod) * perYear);

/** The effective yearly rate by the EU's time: equal months and weeks, odd days over 365 or 366. */
export function annexRate(input: ScheduleInput, schedule: Payments): number | null {
  const rule = input.terms.due?.business_day ?? "none";
  if (rule === "none" && input.interval.unit !== "day" && isRegular(input)) {
    const delta = yieldPerStep(netAdvance(input, schedule), paymentsByStep(input, schedule));
    return delta === null ? null : Math.expm1(delta * intervalsPerYear(input.interval));
  }
  const anchor = rule === "none" && input.interval.unit === "month" ? anchorDayOf(input) : undefined;
  return effectiveRate(input, schedule, (day) => annexYears(input.start, day, input.interval, anchor));
}

/** The effective yearly rate by exact days over 365. */
export function act365Rate(input: ScheduleInput, schedule: Payments): number | null {
  return effectiveRate(input, schedule, (day) => (day - input.start) / 365);
}

function effectiveRate(input: ScheduleInput, schedule: Payments, years: (day: EpochDay) => number): number | null {
  const { amounts, days } = later(input, schedule);
  const delta = yieldOverTimes(netAdvance(input, schedule), amounts, days.map(years));
  return delta === null ? null : Math.expm1(delta);
}

/** The nominal yearly rate of Appendix J: whole unit-periods where the schedule is regular, odd days where it is not. */
export function appendixJRate(input: ScheduleInput, schedule: Payments): number | null {
  const { interval, start } = input;
  const advance = netAdvance(input, schedule);
  const rule = input.terms.due?.business_day ?? "none";
  const months = interval.unit === "month" ? interval.every : 0;
  if (rule === "none" && isRegular(input) && months <= 12) {
    const payments = paymentsByStep(input, schedule);
    const only = onlyPayment(payments);
    const years = only / intervalsPerYear(interval);
    if (only > 0 && years <= 1) return advance > 0 ? (payments[only]! / advance - 1) / years : null;
    if (only === 0) {
      const delta = yieldPerStep(advance, payments);
      return delta === null ? null : Math.expm1(delta) * intervalsPerYear(interval);
    }
  }
  const { amounts, days } = later(input, schedule);
  const anchor = rule === "none" && input.interval.unit === "month" ? anchorDayOf(input) : undefined;
  if (amounts.length === 1) return singlePaymentRate(advance, amounts[0]!, start, days[0]!, anchor);
  const unitPeriod: UnitPeriod =
    months > 12 ? { unit: "year", length: 1 } : { unit: interval.unit, length: interval.every };
  const flows = days.map((day, k) => {
    const { whole, odd } = unitPeriodsBetween(start, day, unitPeriod, anchor);
    return { amount: amounts[k]!, whole, odd: odd[0] / odd[1] };
  });
  const rate = advance > 0 ? loanRate(advance, flows) : null;
  return rate === null ? null : rate * unitPeriodsPerYear(unitPeriod);
}

/** One advance, one payment: the term is the unit-period, a year at most. Source: Appendix J (b)(4), (b)(5), (c)(5). */
function singlePaymentRate(
  advance: number,
  payment: number,
  from: EpochDay,
  to: EpochDay,
  anchor?: number,
): number | null {
  if (!(advance > 0)) return null;
  const [terms, perYear] = singleTermsPerYear(from, to);
  if (terms >= perYear) return ((payment / advance - 1) * terms) / perYear;
  const { whole, odd } = unitPeriodsBetween(from, to, { unit: "year", length: 1 }, anchor);
  return loanRate(advance, [{ amount: payment, whole, odd: odd[0] / odd[1] }]);
}

/** What is paid after the first day; rows that ask for nothing are left out. `contract`: the days of the instalments, for their own. */
function later(
  { start }: ScheduleInput,
  { payments, days: due }: Payments,
  contract?: readonly EpochDay[],
): { readonly amounts: number[]; readonly days: EpochDay[] } {
  const amounts: number[] = [];
  const days: EpochDay[] = [];
  const before = payments.length - (contract?.length ?? 0);
  for (let k = 0; k < payments.length; k++) {
    if (due[k] === start || payments[k] === 0) continue;
    amounts.push(payments[k]!);
    days.push(contract?.[k - before] ?? due[k]!);
  }
  return { amounts, days };
}
