import { formatInstant } from "@fenqi/core/calendar";
import { confirmsItself, isAddress } from "./addresses.ts";
import type { Change, ChangeStore, ChannelName, Clock, Ids, Link, PeopleStore, Recipient, Vault } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface ConsentDeps {
  readonly changes: ChangeStore;
  readonly people: PeopleStore;
  readonly vault: Vault;
  readonly ids: Ids;
  readonly now: Clock;
}

export interface Wish {
  readonly merchant: string;
  readonly channel: ChannelName;
  readonly address: string;
  readonly locale: "zh-CN" | "en";
  /** The store itself asks, with its secret key. */
  readonly trusted: boolean;
}

/** Wishes that one address may set off in a day: more are taken in silence, so that nobody is flooded or found out. */
const A_DAY = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A wish as it is kept; `confirmedAt` null until the link was followed. */
export interface Kept extends Recipient {
  readonly id: string;
  readonly mark: string;
  readonly createdAt: string;
  readonly confirmedAt: string | null;
}

/**
 * Keeps a wish and asks its address to confirm, in one transaction. Answers the same whether the address is new, known
 * or asked too often: a form must not tell who is on a list.
 */
export async function askConsent(
  { changes, people, vault, ids, now }: ConsentDeps,
  { merchant, channel, address, locale, trusted }: Wish,
  kind: Exclude<Link["kind"], "case">,
  about: unknown,
  keep: (change: Change, kept: Kept) => Promise<void>,
): Promise<Result<{ readonly confirm: boolean }>> {
  if (!isAddress(channel, address)) {
    return refuse({ code: "address_unusable", channel });
  }
  const confirm = confirmsItself(channel);
  if (!confirm && !trusted) return refuse({ code: "channel_of_the_store", channel });
  const nowMs = now();
  const at = formatInstant(nowMs);
  const mark = vault.mark(merchant, channel, address);
  if ((await people.asked(merchant, mark, formatInstant(nowMs - DAY_MS))) >= A_DAY) return done({ confirm });

  const id = ids.wish(nowMs);
  const to = vault.seal(address.trim());
  await changes.run(merchant, async (change) => {
    await keep(change, { id, channel, to, locale, mark, createdAt: at, confirmedAt: confirm ? null : at });
    if (!confirm) return;
    const facts = { kind, id, about };
    await change.enqueue(at, { channel, to, locale, template: "confirm", facts, dedupe_key: `confirm:${id}` });
  });
  return done({ confirm });
}
