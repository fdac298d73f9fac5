import { formatInstant } from "@fenqi/core/calendar";
import { type TellPlansDeps, tellPlans } from "../engine/tell-plans.ts";
import { type TellDeps, tellSubscribers } from "../engine/tell-subscribers.ts";
import { type TellWaitingDeps, tellWaiting, WAVE } from "../engine/tell-waiting.ts";
import { eachWhile } from "./each-while.ts";
import { type SendDeps, sendMessages } from "./send-messages.ts";

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;
/** A wish that nobody confirmed is erased after two days; one that waited for half a year, too. */
const UNCONFIRMED_MS = 2 * DAY;
const WAITING_MS = 180 * DAY;
/** Whom a plan told is erased so long after the last that was heard of an ended plan: a refund may still come. */
const ENDED_DAYS = 180;
/** Between two waves of those who waited. */
const WAVE_MS = 5 * SECOND;

export type TellingDeps = SendDeps &
  TellDeps &
  TellWaitingDeps &
  TellPlansDeps & { readonly failed: (error: unknown) => void };

/** Tells people on the server's own time: subscribers, those who waited, shoppers of their plans; and erases old addresses. */
export function startTelling(deps: TellingDeps): () => Promise<void> {
  const { people, notices, now, failed } = deps;
  const stops = [
    eachWhile(SECOND, () => tellSubscribers(deps), failed),
    eachWhile(SECOND, () => tellPlans(deps), failed),
    eachWhile(SECOND, () => sendAll(deps), failed),
    eachWhile(WAVE_MS, () => tellWaiting(deps, WAVE), failed),
    eachWhile(
      60 * 60 * SECOND,
      () =>
        people.erase(formatInstant(now() - UNCONFIRMED_MS), formatInstant(now() - WAITING_MS), formatInstant(now())),
      failed,
    ),
    eachWhile(60 * 60 * SECOND, () => notices.eraseEnded(formatInstant(now()), ENDED_DAYS), failed),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

async function sendAll(deps: SendDeps): Promise<void> {
  while ((await sendMessages(deps)) > 0);
}
