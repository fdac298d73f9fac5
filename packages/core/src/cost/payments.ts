import type { Interval } from "../calendar/types.ts";
import type { Minor } from "../money/types.ts";
import type { Schedule, ScheduleInput } from "../schedule/types.ts";

/** Only the rows of a schedule bear on its rate. */
export type Rows = Pick<Schedule, "rows" | "days">;

/** What the shopper has of the plan on the first day, after all that is paid then. Units: minor units. */
export function netAdvance({ amount, start }: ScheduleInput, { rows, days }: Rows): Minor {
  let net = amount;
  for (let k = 0; days[k] === start; k++) net -= rows[k]!.total;
  return net;
}

/** Payments after checkout by the whole number of intervals they lie from it; entry 0 is empty. */
export function paymentsByStep({ terms, count, start }: ScheduleInput, { rows, days }: Rows): Minor[] {
  const deferred = terms.deferred_periods ?? 0;
  const firstStep = deferred + (terms.repayment === "bullet" ? count : 1);
  const payments = new Array<Minor>(firstStep + rows.length);
  let step = 0;
  while (step < firstStep) payments[step++] = 0;
  for (let k = 0; k < rows.length; k++) if (days[k] !== start) payments[step++] = rows[k]!.total;
  payments.length = step;
  return payments;
}

const INTERVALS_PER_YEAR = { month: 12, week: 52, day: 365 } as const;

export function intervalsPerYear({ every, unit }: Interval): number {
  return INTERVALS_PER_YEAR[unit] / every;
}
