import { toEpochDay } from "../../calendar/civil.ts";
import type { EpochDay } from "../../calendar/types.ts";
import type { Currency } from "../../money/types.ts";
import type { Cap, CostCap, Edition, LateCap, Regime } from "../regime.ts";
import type { RegimeId } from "../types.ts";
import { AU } from "./au.ts";
import { BR } from "./br.ts";
import { CN } from "./cn.ts";
import { EU } from "./eu.ts";
import { HK } from "./hk.ts";
import { IN } from "./in.ts";
import { JP } from "./jp.ts";
import { TW } from "./tw.ts";
import { UK } from "./uk.ts";
import { US } from "./us.ts";

/** Every regime, by id. */
export const REGIMES: Readonly<Record<RegimeId, Regime>> = {
  cn: CN,
  us: US,
  eu: EU,
  uk: UK,
  in: IN,
  br: BR,
  jp: JP,
  hk: HK,
  tw: TW,
  au: AU,
};

/** An edition with its first day, and what a quote says of it. */
export interface DatedEdition extends Edition {
  readonly day: EpochDay;
  /** `cn-2026-08-01`. */
  readonly id: string;
}

interface DatedCap extends Cap {
  readonly firstDay: EpochDay;
  readonly endDay: EpochDay;
  readonly limit: number;
}

const EDITIONS = perRegime(({ id, editions }): readonly DatedEdition[] =>
  editions.map((edition) => ({ ...edition, day: toEpochDay(edition.from), id: `${id}-${edition.from}` })),
);

/** The ceilings of each regime; one is in force while `firstDay <= day < endDay`. */
export const CAPS = perRegime(({ caps }): readonly DatedCap[] =>
  caps.map((cap) => ({
    ...cap,
    firstDay: toEpochDay(cap.from),
    endDay: cap.until === undefined ? Number.POSITIVE_INFINITY : toEpochDay(cap.until),
    limit: Number(cap.percent),
  })),
);

export interface DatedCostCap extends CostCap {
  readonly firstDay: EpochDay;
  readonly endDay: EpochDay;
}

/** The ceilings in money of each regime. */
export const COST_CAPS = perRegime(({ cost_caps = [] }): readonly DatedCostCap[] =>
  cost_caps.map((cap) => ({
    ...cap,
    firstDay: toEpochDay(cap.from),
    endDay: cap.until === undefined ? Number.POSITIVE_INFINITY : toEpochDay(cap.until),
  })),
);

function perRegime<T>(of: (regime: Regime) => T): Readonly<Record<RegimeId, T>> {
  return Object.fromEntries(Object.values(REGIMES).map((regime) => [regime.id, of(regime)])) as Record<RegimeId, T>;
}

/** The edition in force on `day`; undefined before the regime's first. */
export function editionInForce(regime: RegimeId, day: EpochDay): DatedEdition | undefined {
  return EDITIONS[regime].findLast((edition) => edition.day <= day);
}

interface DatedLateCap extends LateCap {
  readonly firstDay: EpochDay;
  readonly endDay: EpochDay;
  /** Parts per million a year; infinite where the year's percentage is not limited. */
  readonly yearlyPpm: number;
}

const LATE_CAPS = perRegime(({ late_caps = [] }): readonly DatedLateCap[] =>
  late_caps.map((cap) => ({
    ...cap,
    firstDay: toEpochDay(cap.from),
    endDay: cap.until === undefined ? Number.POSITIVE_INFINITY : toEpochDay(cap.until),
    yearlyPpm:
      cap.yearly_percent === undefined ? Number.POSITIVE_INFINITY : Math.round(Number(cap.yearly_percent) * 10_000),
  })),
);

/** The ceiling on late charges on `day` in a currency; undefined where none is configured. */
export function lateCapInForce(regime: RegimeId, day: EpochDay, currency: Currency): DatedLateCap | undefined {
  return LATE_CAPS[regime].find(
    (cap) => cap.firstDay <= day && day < cap.endDay && (cap.currency === undefined || cap.currency === currency),
  );
}
