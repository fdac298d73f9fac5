import { formatInstant, type Instant, type IsoDate, localDay, MS_PER_DAY, toIsoDate } from "@fenqi/core/calendar";
import { beganAt } from "./day-began.ts";
import type { DueFigures, FunnelFigures, HalfHour, LateFigures, TodayStore } from "./today-ports.ts";

export interface DaySoFar {
  readonly asOf: Instant;
  readonly day: IsoDate;
  readonly beganAt: Instant;
  readonly currency: string | null;
  readonly today: FunnelFigures;
  readonly weekAgo: FunnelFigures;
  readonly due: readonly DueFigures[];
  readonly late: readonly LateFigures[];
  readonly unknown: number;
  readonly halfHours: readonly HalfHour[];
}

const WEEK_MS = 7 * MS_PER_DAY;
const DUE_DAYS = 14;

/** The day so far in the merchant's zone, beside the same hours a week ago. */
export async function readToday(days: TodayStore, merchant: string, zone: string, nowMs: number): Promise<DaySoFar> {
  const asOf = formatInstant(nowMs);
  const epochDay = localDay(nowMs, zone);
  const day = toIsoDate(epochDay);
  const began = beganAt(nowMs, zone);
  const currency = await days.mainCurrency(merchant);
  const funnel = (back: number) =>
    days.funnel(merchant, formatInstant(began - back), formatInstant(nowMs - back), currency);
  const last = toIsoDate(epochDay + DUE_DAYS - 1);
  const [today, weekAgo, due, late, unknown, halfHours] = await Promise.all([
    funnel(0),
    funnel(WEEK_MS),
    currency === null ? [] : days.due(merchant, currency, day, last),
    currency === null ? [] : days.late(merchant, currency, day),
    days.unknown(merchant),
    days.halfHours(merchant, formatInstant(nowMs - MS_PER_DAY)),
  ]);
  return { asOf, day, beganAt: formatInstant(began), currency, today, weekAgo, due, late, unknown, halfHours };
}
