import type { Terms } from "../schedule/types.ts";
import type { LateCeilings } from "./late-ceilings.ts";
import { formatPercent } from "./percent.ts";
import type { ContingentItem, LateCeiling } from "./types.ts";

const DAYS_PER_YEAR = 365;

/**
 * What default or early settlement would cost, as the terms say it, and what the law holds late charges to; empty when the terms say
 * nothing.
 *
 * Late interest is simple: its yearly figure is 365 days'. Early settlement is listed as free where terms charge nothing for it.
 */
export function contingentItems({ contingent }: Terms, partnerId: string, ceilings: LateCeilings): ContingentItem[] {
  if (contingent === undefined) return [];
  const { late_daily_ppm, late_fixed, early_ppm = 0, early_rebate = false } = contingent;
  const items: ContingentItem[] = [];
  const none = { amount: null, ppm: null, rate: null, charged_by: partnerId } as const;
  if (late_daily_ppm !== undefined) {
    const rate = formatPercent((late_daily_ppm * DAYS_PER_YEAR) / 1_000_000);
    items.push({ ...none, code: "late_interest", ppm: late_daily_ppm, rate, ...held(ceilings.late_interest) });
  }
  if (late_fixed !== undefined) {
    items.push({ ...none, code: "late_fee", amount: late_fixed, ...held(ceilings.late_fee) });
  }
  const early = early_ppm === 0 ? { amount: 0 } : { ppm: early_ppm };
  items.push({ ...none, ...early, code: "early_settlement", rebate: early_rebate });
  return items;
}

const held = (at_most: readonly LateCeiling[]) => (at_most.length === 0 ? {} : { at_most });
