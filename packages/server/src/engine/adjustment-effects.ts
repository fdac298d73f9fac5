import { type Adjustment, type CallFigures, reachesOffer } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, MS_PER_DAY, parseInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import { componentId } from "./components.ts";
import type { AdjustmentRow, Clock, CountRampCalls, EffectsStore, ToldByChannel, ToldPrograms } from "./ports.ts";

/** What an adjustment leaves alone, who was told of it, and how its ways do since. */
export interface AdjustmentEffects {
  readonly asOf: Instant;
  readonly runningPlans: number;
  readonly told: readonly ToldByChannel[];
  readonly programs: ToldPrograms;
  /** Null before it begins. */
  readonly watch: Watch | null;
}

export interface Watch {
  /** Since when it is watched: the step of its return that stands, else its start. */
  readonly since: Instant;
  readonly calls: CallFigures;
  /** The same ways in the day before the adjustment began. */
  readonly baseline: CallFigures;
  readonly cases: number;
  readonly baselineCases: number;
  readonly waiting: number;
}

interface EffectsDeps {
  readonly effects: EffectsStore;
  readonly countCalls: CountRampCalls;
  readonly now: Clock;
}

const BEGUN: ReadonlySet<AdjustmentRow["state"]> = new Set(["active", "ramping", "lifted", "closed"]);
const NO_CALLS: CallFigures = { calls: 0, approvals: 0, errors: 0 };

export async function adjustmentEffects(
  { effects, countCalls, now }: EffectsDeps,
  merchant: string,
  row: AdjustmentRow,
  catalogue: Catalogue,
): Promise<AdjustmentEffects> {
  const { adjustment, state, ramp } = row;
  const reached = catalogue.offers.filter((offer) => reachesOffer(adjustment.scope, offer));
  const offers = reached.map(({ id }) => id);
  const components = [...new Set(reached.map(componentId))];
  const nowMs = now();
  const watch = async (startsAt: Instant): Promise<Watch> => {
    const since = ramp?.since ?? startsAt;
    const dayBefore = formatInstant(parseInstant(startsAt) - MS_PER_DAY);
    const [figures, cases, baselineCases, waiting] = await Promise.all([
      countCalls(merchant, adjustment as Adjustment, since),
      effects.cases(merchant, offers, since, formatInstant(nowMs)),
      effects.cases(merchant, offers, dayBefore, startsAt),
      effects.waiting(merchant, offers),
    ]);
    const { baseline, ...calls } = figures ?? { ...NO_CALLS, baseline: NO_CALLS };
    return { since, calls, baseline, cases, baselineCases, waiting };
  };
  const [runningPlans, told, programs, watched] = await Promise.all([
    effects.running(merchant, offers),
    effects.told(merchant, adjustment.id, components),
    effects.programs(merchant, adjustment.id),
    BEGUN.has(state) && adjustment.starts_at !== undefined ? watch(adjustment.starts_at) : null,
  ]);
  return { asOf: formatInstant(nowMs), runningPlans, told, programs, watch: watched };
}
