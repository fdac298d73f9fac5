import type { EpochDay } from "../calendar/types.ts";
import type { Currency, Minor, Ppm } from "../money/types.ts";
import type { LaidSchedule } from "../schedule/types.ts";
import { type Ceiling, type Dated, isInForce } from "./ceiling.ts";
import { REGIMES } from "./regimes/index.ts";
import type { Rate, RegimeId } from "./types.ts";

/**
 * A ceiling on the yearly rate that a catalogue holds for one market beside those of its regime: a member state's, which is set anew
 * every quarter or half-year. It is held against the regime's headline figure.
 */
export interface MarketCeiling extends Ceiling {
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly market: string;
  readonly currency: Currency;
  /** Parts per million a year; a rate above it breaches. */
  readonly max_ppm: Ppm;
  /** Amounts of credit above this one alone; minor units. */
  readonly above?: Minor;
  /** Amounts of credit up to this one, itself included; minor units. */
  readonly up_to?: Minor;
  /** Where it was read: the law, the official publication and its day. */
  readonly source: string;
  /** The adjustment by which the public was told of it. */
  readonly announced_by?: string;
}

/**
 * The ceiling, in percent, that a way passes on `day`; undefined when it keeps within all of them. A rate at the ceiling keeps.
 *
 * Of the ceilings of the way's market. The amount of credit is the principal that is not paid on the first day.
 */
export function marketCeilingPassed(
  ceilings: readonly Dated<MarketCeiling>[],
  regime: RegimeId,
  rate: Pick<Rate, "nominal" | "effective">,
  schedule: Pick<LaidSchedule, "columns" | "days">,
  day: EpochDay,
  currency: Currency,
): number | undefined {
  const measured = Number(rate[REGIMES[regime].shown[0]] ?? 0);
  const lent = lentIn(schedule, day);
  for (const ceiling of ceilings) {
    const { above = 0, up_to = Number.POSITIVE_INFINITY, max_ppm } = ceiling;
    const percent = max_ppm / PPM_PER_PERCENT;
    if (lent <= above || lent > up_to || measured <= percent) continue;
    if (isInForce(ceiling, day, currency)) return percent;
  }
  return undefined;
}

const PPM_PER_PERCENT = 10_000;

function lentIn({ columns: { principal }, days }: Pick<LaidSchedule, "columns" | "days">, day: EpochDay): Minor {
  let lent = 0;
  for (let k = 0; k < days.length; k++) if (days[k]! > day) lent += principal[k]!;
  return lent;
}
