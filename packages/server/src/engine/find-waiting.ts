import { formatInstant } from "@fenqi/core/calendar";
import { type Actor, mayDo } from "./permissions.ts";
import type { Clock } from "./ports.ts";
import { type TodayStore, WAITING_NEEDS, type WaitingFound, type WaitingKind } from "./today-ports.ts";

/** A promise waits for somebody from so long before it is due. */
const SOON_MS = 24 * 60 * 60 * 1000;
const MOST = 100;

/** What waits for a person, as far as their role may act on it. */
export function findWaiting(
  { days, now }: { readonly days: TodayStore; readonly now: Clock },
  merchant: string,
  { person, role }: Actor,
): Promise<WaitingFound> {
  const kinds = (Object.keys(WAITING_NEEDS) as WaitingKind[]).filter((kind) => mayDo(role, WAITING_NEEDS[kind]));
  const nowMs = now();
  return days.waiting(merchant, person, kinds, formatInstant(nowMs), formatInstant(nowMs + SOON_MS), MOST);
}
