import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { ChangeStore, Clock, HeldOfShopper, ShopperStore, Vault } from "./ports.ts";
import { done, type Result } from "./refusals.ts";
import { auditedMark, type ShopperNamed, seekShopper } from "./seek-shopper.ts";

export interface FindShopperDeps {
  readonly shoppers: ShopperStore;
  readonly changes: ChangeStore;
  readonly vault: Vault;
  readonly now: Clock;
}

/** How much is kept of a shopper, with nothing of what it says. */
export interface FoundShopper extends HeldOfShopper {
  readonly at: Instant;
}

/** Counts what is kept of a shopper. That somebody looked, and who, stands in the audit log, like a handing out. */
export async function findShopper(
  { shoppers, changes, vault, now }: FindShopperDeps,
  merchant: string,
  named: ShopperNamed,
  by: string,
): Promise<Result<FoundShopper>> {
  const sought = seekShopper(vault, merchant, named);
  if (!sought.ok) return sought;
  const held = await shoppers.count(merchant, sought.value);
  const at = formatInstant(now());
  const subject = auditedMark(sought.value);
  await changes.run(merchant, (change) =>
    change.audit({ stream: "shoppers", action: "shopper.find", subject, after: null, by, at }),
  );
  return done({ ...held, at });
}
