import type { Interval } from "../calendar/types.ts";
import type { Minor } from "../money/types.ts";
import type { Payments, ScheduleInput } from "../schedule/types.ts";

/** What the shopper has of the plan on the first day, after all that is paid then. Units: minor units. */
export function netAdvance({ amount, start }: ScheduleInput, { payments, days }: Payments): Minor {
  let net = amount;
  for (let k = 0; days[k] === start; k++) net -= payments[k]!;
  return net;
}

/** Payments after checkout by the whole number of intervals they lie from it; entry 0 is empty. */
export function paymentsByStep({ terms, count, start }: ScheduleInput, { payments, days }: Payments): Minor[] {
  const deferred = terms.deferred_periods ?? 0;
  const firstStep = deferred + (terms.repayment === "bullet" ? count : 1);
  let first = 0;
  while (days[first] === start) first++;
  const bySteps = new Array<Minor>(firstStep + payments.length - first);
  let step = 0;
  while (step < firstStep) bySteps[step++] = 0;
  for (let k = first; k < payments.length; k++) bySteps[step++] = payments[k]!;
  return bySteps;
}

const INTERVALS_PER_YEAR = { month: 12, week: 52, day: 365 } as const;

export function intervalsPerYear({ every, unit }: Interval): number {
  return INTERVALS_PER_YEAR[unit] / every;
}
