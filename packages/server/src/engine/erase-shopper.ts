import { formatInstant } from "@fenqi/core/calendar";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import type { ErasedRows, OnceOutcome, Vault } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { auditedMark, type ShopperNamed, seekShopper } from "./seek-shopper.ts";

export interface EraseShopper extends ChangeCommand<ErasedShopper> {
  readonly shopper: ShopperNamed;
  /** Why, for the audit log: a code, since words could name somebody there for good. */
  readonly reason: string | null;
}

/** What was erased of a shopper, and what stays. */
export interface ErasedShopper {
  readonly at: string;
  readonly erased: ErasedRows;
  /** Plans that stay, with their books and the consent to them. */
  readonly plans: readonly string[];
  /** Under what they stay; null where no reference was named. */
  readonly pseudonym: string | null;
}

/**
 * Erases everything by which a shopper could be known, at once and for good: quotes with what they were asked with, contacts,
 * cases, wishes, messages, and whose their vouchers are. Plans stay, because books must, under a pseudonym made by chance.
 *
 * Refused whole while a plan of theirs has not ended: who owes and who is owed to must be known. The audit log keeps a keyed
 * hash of whom it was about, and counts.
 */
export function eraseShopper(
  deps: ChangeDeps & { readonly vault: Vault },
  command: EraseShopper,
): Promise<OnceOutcome<Result<ErasedShopper>>> {
  const { by, once, shopper, reason } = command;
  const { vault } = deps;
  const { merchant } = once;
  return changeOnce(deps, command, async (change) => {
    const sought = seekShopper(vault, merchant, shopper);
    if (!sought.ok) return sought;
    const { plans, running } = await change.holdShopper(sought.value);
    if (running.length > 0) return refuse({ code: "plans_running", plans: running });

    const at = formatInstant(deps.now());
    const pseudonym = `erased-${deps.ids.secret().slice(0, 20).toLowerCase()}`;
    const { addressMarks } = sought.value;
    const isTheirs: Parameters<typeof change.eraseShopper>[1]["isTheirs"] = (channel, sealed) =>
      addressMarks.includes(vault.mark(merchant, channel, vault.open(sealed)));
    const erased = await change.eraseShopper(sought.value, { pseudonym, at, isTheirs });
    const subject = auditedMark(sought.value);
    await change.audit({ stream: "shoppers", action: "shopper.erase", subject, after: { reason, ...erased }, by, at });
    return done({ at, erased, plans, pseudonym: sought.value.ref === null ? null : pseudonym });
  });
}
