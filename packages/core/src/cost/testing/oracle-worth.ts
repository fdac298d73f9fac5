import { Decimal } from "decimal.js";
import { addInterval, dayOfMonth, monthIndex } from "../../calendar/add-interval.ts";
import { toEpochDay } from "../../calendar/civil.ts";
import type { EpochDay } from "../../calendar/types.ts";
import { buildSchedule } from "../../schedule/build-schedule.ts";
import { anchorDayOf, isRegular } from "../../schedule/due-days.ts";
import type { Schedule, ScheduleInput } from "../../schedule/types.ts";
import type { RegimeId } from "../types.ts";

/**
 * For tests: what a yearly rate makes of the payments, another way. Fifty digits of decimal.js, each time worked out from its date or
 * from how many intervals it lies away, and nothing of the solvers. A rate is right to within ±ε when the worth changes
 * sign between them.
 */
const Exact = Decimal.clone({ precision: 50, minE: -9e15, maxE: 9e15 });

interface Payment {
  readonly n: number;
  readonly amount: number;
  /** Intervals after the agreement, where the plan is regular. */
  readonly step: number;
  readonly due: EpochDay;
}

/** Present worth of what is paid after checkout, less the advance, at a headline rate in percent; null where there is no rate. */
export function oracleWorth(
  regime: RegimeId,
  plan: ScheduleInput,
  schedule: Schedule,
): ((percent: number) => Decimal) | null {
  const payments = paymentsOf(plan, schedule);
  const advance = plan.amount - schedule.pay_today;
  if (advance <= 0 || payments.length === 0) return null;
  const perYear = { month: 12, week: regime === "au" ? 52.18 : 52, day: 365 }[plan.interval.unit] / plan.interval.every;
  const years = (payment: Payment) => new Exact(payment.step).div(perYear);
  const annex = (payment: Payment) => annexTime(plan, payment.due);
  const contract = unmoved(plan);
  const contractDays = new Map(buildSchedule(contract).rows.map((row) => [row.n, toEpochDay(row.due_on)]));
  const time = isRegular(plan) ? years : (payment: Payment) => annexTime(contract, contractDays.get(payment.n)!);
  const moved = (plan.terms.due?.business_day ?? "none") !== "none";
  const effective = (at: (payment: Payment) => Decimal) => {
    const timed = payments.map((payment) => ({ amount: payment.amount, time: at(payment) }));
    return (percent: number) => compounded(timed, new Exact(percent).div(100).plus(1), advance);
  };
  switch (regime) {
    case "us":
      return worthUs(plan, payments, advance);
    case "br":
      return effective((payment) => new Exact(payment.due - plan.start).div(365));
    case "eu":
    case "uk":
      return effective(isRegular(plan) && !moved && plan.interval.unit !== "day" ? years : annex);
    case "hk":
      return effective(time);
    default:
      return nominal(payments, time, advance, perYear);
  }
}

/** The same plan before holidays move its days. */
function unmoved(plan: ScheduleInput): ScheduleInput {
  const { due, ...terms } = plan.terms;
  return { ...plan, terms: due === undefined ? terms : { ...terms, due: { ...due, business_day: "none" } } };
}

/** Simple interest over the term of a single payment, else so many periods a year. */
function nominal(payments: readonly Payment[], time: (payment: Payment) => Decimal, advance: number, perYear: number) {
  if (payments.length === 1) return simple(payments[0]!.amount, time(payments[0]!), advance);
  const timed = payments.map((payment) => ({ amount: payment.amount, time: time(payment).mul(perYear) }));
  return (percent: number) => compounded(timed, new Exact(percent).div(100).div(perYear).plus(1), advance);
}

function simple(amount: number, years: Decimal, advance: number) {
  return (percent: number) => new Exact(amount).div(new Exact(percent).div(100).mul(years).plus(1)).minus(advance);
}

function compounded(
  timed: readonly { readonly amount: number; readonly time: Decimal }[],
  growth: Decimal,
  advance: number,
): Decimal {
  return timed
    .reduce((sum, { amount, time }) => sum.plus(growth.pow(time.neg()).mul(amount)), new Exact(0))
    .minus(advance);
}

function paymentsOf(plan: ScheduleInput, { rows }: Schedule): Payment[] {
  const { terms, count, start } = plan;
  const offset = (terms.deferred_periods ?? 0) - (terms.first_at_checkout === true ? 1 : 0);
  return rows
    .map((row) => ({ ...row, due: toEpochDay(row.due_on) }))
    .filter((row) => row.due !== start && row.total !== 0)
    .map((row) => ({
      n: row.n,
      amount: row.total,
      due: row.due,
      step: (terms.repayment === "bullet" ? count : row.n) + offset,
    }));
}

/** Months (or weeks, or years for days) stepped back one by one. */
function annexTime(plan: ScheduleInput, due: EpochDay): Decimal {
  const moved = (plan.terms.due?.business_day ?? "none") !== "none";
  const { whole, rest, reached, perYear } = stepBack(plan, due, plan.interval.unit, moved);
  const days = rest === 0 ? 365 : reached - addInterval(reached, { every: 12, unit: "month" }, -1);
  return new Exact(whole).div(perYear).plus(new Exact(rest).div(days));
}

function stepBack(plan: ScheduleInput, due: EpochDay, unit: "day" | "week" | "month", moved: boolean) {
  const [every, by, perYear] =
    unit === "week" ? [1, "week", 52] : unit === "month" ? [1, "month", 12] : [12, "month", 1];
  const anchor = moved || unit !== "month" ? dayOfMonth(due) : anchorDayOf(plan);
  const back = (n: number) => addInterval(due, { every: every as number, unit: by as "week" | "month" }, -n, anchor);
  let whole = 0;
  while (back(whole + 1) >= plan.start) whole++;
  return { whole, rest: back(whole) - plan.start, reached: back(whole), perYear: perYear as number };
}

/** Appendix J. */
function worthUs(plan: ScheduleInput, payments: readonly Payment[], advance: number): (percent: number) => Decimal {
  const { interval, start } = plan;
  const moved = (plan.terms.due?.business_day ?? "none") !== "none";
  const byStep = isRegular(plan) && !moved;
  const perYear = { month: 12, week: 52, day: 365 }[interval.unit] / interval.every;
  if (payments.length === 1) {
    const only = payments[0]!;
    const months = monthIndex(only.due) - monthIndex(start);
    // Back from the 31st a month without one is reached at its end.
    const isWhole = addInterval(only.due, { every: months, unit: "month" }, -1) === start;
    const dated = isWhole ? new Exact(months).div(12) : new Exact(only.due - start).div(365);
    const years = byStep ? new Exact(only.step).div(perYear) : dated;
    if (years.lessThanOrEqualTo(1)) return simple(only.amount, years, advance);
    return overYears(plan, only, advance, moved);
  }
  const timed = payments.map((payment) => {
    if (byStep) return { amount: payment.amount, whole: payment.step, odd: new Exact(0) };
    const { whole, rest } =
      interval.unit === "day"
        ? { whole: payment.due - start, rest: 0 }
        : stepBack(plan, payment.due, interval.unit, moved);
    const unit = { month: 30, week: 7, day: 1 }[interval.unit];
    const full = Math.floor(whole / interval.every);
    const odd = new Exact((whole - full * interval.every) * unit + rest).div(unit * interval.every);
    return { amount: payment.amount, whole: full, odd };
  });
  return (percent) => {
    const i = new Exact(percent).div(100).div(perYear);
    const worth = timed.map(({ amount, whole, odd }) =>
      new Exact(amount).div(odd.mul(i).plus(1)).div(i.plus(1).pow(whole)),
    );
    return worth.reduce((sum, part) => sum.plus(part), new Exact(0)).minus(advance);
  };
}

/** A single payment after more than a year: whole years compound, what is left bears simple interest by months, else by days. */
function overYears(plan: ScheduleInput, { due, amount }: Payment, advance: number, moved: boolean) {
  const anchor = moved || plan.interval.unit !== "month" ? dayOfMonth(due) : anchorDayOf(plan);
  const back = (months: number) => addInterval(due, { every: 1, unit: "month" }, -months, anchor);
  let months = 0;
  while (back(months + 1) >= plan.start) months++;
  const whole = Math.floor(months / 12);
  const odd =
    back(months) === plan.start ? new Exact(months % 12).div(12) : new Exact(back(whole * 12) - plan.start).div(365);
  return (percent: number) => {
    const i = new Exact(percent).div(100);
    return new Exact(amount).div(odd.mul(i).plus(1)).div(i.plus(1).pow(whole)).minus(advance);
  };
}
