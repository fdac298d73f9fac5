import type { Interval } from "../calendar/types.ts";
import type { Minor } from "../money/types.ts";
import type { Schedule, ScheduleInput } from "../schedule/types.ts";

/** What the shopper has of the plan on the first day, after all that is paid then. Units: minor units. */
export function netAdvance({ amount, start }: ScheduleInput, { rows }: Pick<Schedule, "rows">): Minor {
  let net = amount;
  for (const row of rows) {
    if (row.due !== start) break;
    net -= row.total;
  }
  return net;
}

/** Payments after checkout by the whole number of intervals they lie from it; entry 0 is empty. */
export function paymentsByStep({ terms, count, start }: ScheduleInput, { rows }: Pick<Schedule, "rows">): Minor[] {
  const deferred = terms.deferred_periods ?? 0;
  const back = terms.first_at_checkout === true ? 1 : 0;
  const firstStep = deferred + (terms.repayment === "bullet" ? count : 1);
  const payments: Minor[] = [0];
  for (let step = 1; step < firstStep; step++) payments.push(0);
  for (const row of rows) {
    if (row.n > back && row.due !== start) payments.push(row.total);
  }
  return payments;
}

const INTERVALS_PER_YEAR = { month: 12, week: 52, day: 365 } as const;

export function intervalsPerYear({ every, unit }: Interval): number {
  return INTERVALS_PER_YEAR[unit] / every;
}
