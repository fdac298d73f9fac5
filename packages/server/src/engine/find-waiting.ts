import { formatInstant } from "@fenqi/core/calendar";
import { type Actor, mayDo } from "./permissions.ts";
import type { Clock, Vault } from "./ports.ts";
import { type TodayStore, WAITING_NEEDS, type WaitingFound, type WaitingKind } from "./today-ports.ts";

/** A promise waits for somebody from so long before it is due. */
const SOON_MS = 24 * 60 * 60 * 1000;
const MOST = 100;

/** Characters of a case's first words. */
const WORDS = 120;

interface WaitingDeps {
  readonly days: TodayStore;
  readonly vault: Pick<Vault, "open">;
  readonly now: Clock;
}

/** What waits for a person, as far as their role may act on it. */
export async function findWaiting(
  { days, vault, now }: WaitingDeps,
  merchant: string,
  { person, role }: Actor,
): Promise<WaitingFound> {
  const kinds = (Object.keys(WAITING_NEEDS) as WaitingKind[]).filter((kind) => mayDo(role, WAITING_NEEDS[kind]));
  const nowMs = now();
  const [at, soon] = [formatInstant(nowMs), formatInstant(nowMs + SOON_MS)];
  const { items, counts } = await days.waiting(merchant, person, kinds, at, soon, MOST);
  const opened = (sealed: string) => vault.open(sealed).slice(0, WORDS);
  return { items: items.map((item) => ({ ...item, says: item.says === null ? null : opened(item.says) })), counts };
}
