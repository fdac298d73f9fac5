import { formatInstant } from "@fenqi/core/calendar";
import { type QuoteInput, quote } from "@fenqi/core/quote";
import type { LiveCatalogue, LiveCatalogues } from "./live-catalogues.ts";
import type { ChangeStore, Clock, Message, PeopleStore, TokenSealer, WaitlistEntry } from "./ports.ts";

export interface TellWaitingDeps {
  readonly people: PeopleStore;
  readonly changes: ChangeStore;
  readonly live: LiveCatalogues;
  readonly tokens: TokenSealer;
  readonly now: Clock;
}

/** A wave: told at most in one go, from one process. */
export const WAVE = 50;

/** Carts checked at a time. */
const BATCH = 200;

/**
 * Tells those whose way is back, longest waiting first and `most` at a time, so that a service just restored is not
 * overrun. Each cart is quoted again first: only who could use the way at this moment is told, and while it returns by a
 * ramp, only those whom the ramp lets in. Who was told is erased in the same transaction. Returns how many were told.
 */
export async function tellWaiting(
  { people, changes, live, tokens, now }: TellWaitingDeps,
  most: number,
): Promise<number> {
  let told = 0;
  for (const merchant of await people.waitedFor()) {
    const current = live.of(merchant);
    let after = "";
    while (current && told < most) {
      const waiting = await people.waiting(merchant, after, BATCH);
      for (const entry of waiting) {
        if (told >= most) return told;
        const message = messageFor(entry, merchant, current, tokens, now());
        if (!message) continue;
        const at = formatInstant(now());
        const taken = await changes.run(merchant, async (change) => {
          if (!(await change.removeWaitlistEntry(entry.id, "told", at))) return false;
          await change.enqueue(at, message);
          return true;
        });
        if (taken) told++;
      }
      if (waiting.length < BATCH) break;
      after = waiting.at(-1)!.id;
    }
  }
  return told;
}

/** What an entry is told now; undefined while its cart could not use the way. */
function messageFor(
  { id, offer, quoteToken, channel, to, locale }: WaitlistEntry,
  merchant: string,
  { compiled, record, quotas }: LiveCatalogue,
  tokens: TokenSealer,
  nowMs: number,
): Message | undefined {
  const body = tokens.open(merchant, quoteToken);
  if (!body) return undefined;
  const input: QuoteInput = { ...body.input, locale, facts: { ...body.input.facts, quotas } };
  const answer = quote(compiled, input, formatInstant(nowMs), { schedules: false });
  const option = answer.ok ? answer.value.options.find((one) => one.offer === offer) : undefined;
  if (!option || !answer.ok) return undefined;
  const { currency } = answer.value;
  const { partner, method, count, total } = option;
  const { name, time_zone } = record.catalogue.merchant;
  const facts = { merchant: { name, time_zone }, way: { partner, method, count }, total, currency };
  return { channel, to, locale, template: "back", facts, dedupe_key: `back:${id}` };
}
