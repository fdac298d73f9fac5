import { leaseOf } from "../schedule/lease.ts";
import type { LaidSchedule, ScheduleInput } from "../schedule/types.ts";
import { onlyRoot } from "./only-root.ts";
import { intervalsPerYear } from "./payments.ts";
import { formatPercent } from "./percent.ts";
import { rateAtOnce } from "./yield-at-once.ts";

/**
 * The nominal yearly rate that makes renting and then owning cost what the goods do: for comparison, never a headline.
 *
 * Flows, by intervals: at 0 the goods, less the first rent and the deposit; each later rent; after the last period the buyout, and the
 * deposit comes back. Null without a buyout, and where the flows have no rate or several.
 */
export function leaseRate(input: ScheduleInput, schedule: Pick<LaidSchedule, "payments" | "pay_today">): string | null {
  const { deposit, buyout } = leaseOf(input);
  if (buyout === undefined) return null;
  const payments = schedule.payments.map((payment, step) => (step === 0 ? 0 : payment));
  payments[input.count]! -= deposit;
  const advance = input.amount - schedule.pay_today;
  const worth = (rate: number) => payments.reduceRight((later, payment) => later / (1 + rate) + payment, 0) - advance;
  const rate = rateAtOnce(advance, payments) ?? onlyRoot(worth);
  return rate === null ? null : formatPercent(rate * intervalsPerYear(input.interval));
}
