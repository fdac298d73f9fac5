import { type IsoDate, localDay, MS_PER_DAY, parseInstant, toEpochDay, toIsoDate } from "@fenqi/core/calendar";
import type { Moment } from "@fenqi/core/plan";
import { momentAt } from "./change-plan.ts";
import { closePlans } from "./close-plans.ts";
import { collectPlans } from "./collect-plans.ts";
import { LEASE_MS, type MoveDeps, moveClaimed } from "./move-money.ts";
import type { ClockStore } from "./ports.ts";
import { remindDays, remindPlans } from "./remind-plans.ts";
import type { TellPlansDeps } from "./tell-plans.ts";

/**
 * A day of a merchant's plans by the world's clock: what falls due and was missed is worked out, what is due is asked for where
 * there is a mandate, and who has a payment coming up is reminded. Safe to break off, to run twice, and on several workers at
 * once. Returns how many plans were worked out.
 */
export async function liveDay(deps: TellPlansDeps, merchant: string, moment: Moment): Promise<number> {
  const closed = await closePlans(deps, merchant, null, moment);
  await collectPlans(deps, merchant, null, moment);
  await remindPlans(deps, merchant, null, moment);
  return closed;
}

/** The same by a test clock; partners are asked before the clock moves on, as they would be long before the next day. */
async function liveTestDay(deps: ClockDeps, merchant: string, clock: string, moment: Moment): Promise<void> {
  await closePlans(deps, merchant, clock, moment);
  await moveClaimed(deps, await collectPlans(deps, merchant, clock, moment, LEASE_MS));
  await remindPlans(deps, merchant, clock, moment);
}

/** What a test clock's days need. */
export interface ClockDeps extends TellPlansDeps, MoveDeps {
  readonly clocks: ClockStore;
}

/** Today, of every merchant's plans that live by the world's clock. */
export async function liveToday(deps: TellPlansDeps): Promise<number> {
  let closed = 0;
  for (const merchant of deps.live.merchants()) {
    closed += await liveDay(deps, merchant, momentAt(deps.live, merchant, deps.now()));
  }
  return closed;
}

/**
 * Moves a test clock on, and lives every day on the way that has something for its plans. Broken off, it goes on from where the
 * clock stands. False when the clock stands later already.
 */
export async function advanceClock(deps: ClockDeps, merchant: string, clock: string, to: string): Promise<boolean> {
  const { zone } = deps.live.of(merchant)!.compiled;
  const until = momentAt(deps.live, merchant, parseInstant(to));
  const standing = await deps.clocks.read(merchant, clock);
  let done = standing ? toIsoDate(localDay(parseInstant(standing.at), zone) - 1) : until.today;
  for (;;) {
    const next = await nextDay(deps, merchant, clock, done);
    if (next === undefined || next > until.today) break;
    const at = next === until.today ? until : momentAt(deps.live, merchant, within(next, zone));
    if (!(await deps.clocks.advance(merchant, clock, at.at)) && at === until) return false;
    await liveTestDay(deps, merchant, clock, at);
    done = next;
  }
  return deps.clocks.advance(merchant, clock, to);
}

/** The next day on which a plan of a clock has something to do, or somebody is to be reminded. */
async function nextDay(
  { plans, notices, live }: TellPlansDeps,
  merchant: string,
  clock: string,
  after: IsoDate,
): Promise<IsoDate | undefined> {
  const days = remindDays(live.of(merchant)!.record.catalogue.merchant);
  const close = await plans.nextClose(merchant, clock);
  const remind = days === 0 ? undefined : await notices.nextReminder(merchant, clock, days, after);
  const first = [close, remind].flatMap((day) => day ?? []).sort()[0];
  // What is left over from a day that has been lived is for the day after.
  return first && (first > after ? first : toIsoDate(toEpochDay(after) + 1));
}

const HOUR_MS = 3_600_000;

/** An instant that lies within a day of a zone. */
function within(day: IsoDate, zone: string): number {
  const wanted = toEpochDay(day);
  let ms = wanted * MS_PER_DAY + MS_PER_DAY / 2;
  while (localDay(ms, zone) < wanted) ms += HOUR_MS;
  while (localDay(ms, zone) > wanted) ms -= HOUR_MS;
  return ms;
}
