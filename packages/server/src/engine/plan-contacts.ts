import { formatInstant } from "@fenqi/core/calendar";
import { isAddress } from "./addresses.ts";
import type { ChangeStore, ChannelName, Clock, NewPlanContact, Vault } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** Whom to tell of a plan, as the store names them. */
export interface ContactGiven {
  readonly channel: ChannelName;
  readonly address: string;
  readonly locale: "zh-CN" | "en";
  /** What the store calls the order to its shopper. */
  readonly title?: string | undefined;
}

/** A contact as it is kept: its address sealed. `address_unusable` where it has not the channel's form. */
export function sealContact(
  vault: Vault,
  merchant: string,
  { channel, address, locale, title }: ContactGiven,
  at: string,
): Result<NewPlanContact> {
  if (!isAddress(channel, address)) return refuse({ code: "address_unusable", channel, at });
  const mark = vault.mark(merchant, channel, address);
  return done({ channel, to: vault.seal(address.trim()), mark, locale, title: title ?? null });
}

export interface ContactDeps {
  readonly changes: ChangeStore;
  readonly vault: Vault;
  readonly now: Clock;
}

export interface ContactChange {
  readonly merchant: string;
  readonly plan: string;
  /** The person who asks. */
  readonly by: string;
}

/** Tells another address from now on. The same again changes nothing. */
export async function setContact(
  { changes, vault, now }: ContactDeps,
  { merchant, plan, by }: ContactChange,
  given: ContactGiven,
): Promise<Result<{ readonly plan: string }>> {
  const contact = sealContact(vault, merchant, given, "");
  if (!contact.ok) return contact;
  const { channel, locale } = given;
  return changes.run(merchant, async (change) => {
    if (!(await change.savePlanContact(plan, contact.value))) return refuse({ code: "not_found" });
    await change.audit({ ...entryOf(plan, "plan.contact_set", by, now()), after: { channel, locale } });
    return done({ plan });
  });
}

/** Erases an address: nobody is told of the plan any more. */
export async function eraseContact(
  { changes, now }: Omit<ContactDeps, "vault">,
  { merchant, plan, by }: ContactChange,
): Promise<Result<{ readonly plan: string }>> {
  return changes.run(merchant, async (change) => {
    if (!(await change.removePlanContact(plan))) return refuse({ code: "not_found" });
    await change.audit({ ...entryOf(plan, "plan.contact_erased", by, now()), after: null });
    return done({ plan });
  });
}

/** In a stream of its own: a plan's own stream moves with its versions. */
const entryOf = (subject: string, action: string, by: string, nowMs: number) => ({
  stream: "plan_contacts",
  action,
  subject,
  by,
  at: formatInstant(nowMs),
});
