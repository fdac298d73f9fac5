import { isAddress } from "./addresses.ts";
import type { ChannelName, Sought, Vault } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** Whom somebody asks about: by the store's reference, by an address, or by both where the store knows both. */
export interface ShopperNamed {
  readonly ref?: string | undefined;
  readonly address?: { readonly channel: ChannelName; readonly address: string } | undefined;
}

/** By what a shopper is looked for. `address_unusable` where the address has not the channel's form. */
export function seekShopper(vault: Vault, merchant: string, { ref, address }: ShopperNamed): Result<Sought> {
  if (address && !isAddress(address.channel, address.address))
    return refuse({ code: "address_unusable", channel: address.channel });
  return done({
    ref: ref ?? null,
    shopperMarks: ref === undefined ? [] : vault.shopperMarks(merchant, ref),
    addressMarks: address ? vault.addressMarks(merchant, address.channel, address.address) : [],
  });
}

/** What names a shopper in the audit log: a keyed hash, which tells nobody who they are. */
export const auditedMark = ({ shopperMarks, addressMarks }: Sought): string => (shopperMarks[0] ?? addressMarks[0])!;
