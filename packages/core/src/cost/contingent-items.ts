import type { Terms } from "../schedule/types.ts";
import { formatPercent } from "./percent.ts";
import type { ContingentItem } from "./types.ts";

const DAYS_PER_YEAR = 365;

/**
 * What default or early settlement would cost, as the terms say it; empty when they say nothing.
 *
 * Late interest is simple: its yearly figure is 365 days'. Early settlement is listed as free where terms charge nothing for it.
 */
export function contingentItems({ contingent }: Terms, partnerId: string): ContingentItem[] {
  if (contingent === undefined) return [];
  const { late_daily_ppm, late_fixed, early_ppm = 0, early_rebate = false } = contingent;
  const items: ContingentItem[] = [];
  const none = { amount: null, ppm: null, rate: null, charged_by: partnerId } as const;
  if (late_daily_ppm !== undefined) {
    const rate = formatPercent((late_daily_ppm * DAYS_PER_YEAR) / 1_000_000);
    items.push({ ...none, code: "late_interest", ppm: late_daily_ppm, rate });
  }
  if (late_fixed !== undefined) items.push({ ...none, code: "late_fee", amount: late_fixed });
  const early = early_ppm === 0 ? { amount: 0 } : { ppm: early_ppm };
  items.push({ ...none, ...early, code: "early_settlement", rebate: early_rebate });
  return items;
}
