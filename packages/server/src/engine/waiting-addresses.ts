import type { PeopleStore, Recipient, TokenSealer, Vault } from "./ports.ts";

export interface AddressDeps {
  readonly people: Pick<PeopleStore, "waiting">;
  readonly tokens: TokenSealer;
  readonly vault: Vault;
}

const PAGE = 500;

/**
 * Addresses of shoppers who wait for a way to return, by the keyed hash of their reference: the quote that they asked with
 * says whose address it is. A shopper who gave none is told by the store.
 */
export async function waitingAddresses(
  { people, tokens, vault }: AddressDeps,
  merchant: string,
): Promise<ReadonlyMap<string, Recipient>> {
  const known = new Map<string, Recipient>();
  for (let after = ""; ; ) {
    const entries = await people.waiting(merchant, after, PAGE);
    for (const { quoteToken, channel, to, locale } of entries) {
      const shopper = tokens.open(merchant, quoteToken)?.input.shopper?.ref;
      if (shopper !== undefined) known.set(vault.shopperMarks(merchant, shopper)[0], { channel, to, locale });
    }
    if (entries.length < PAGE) return known;
    after = entries.at(-1)!.id;
  }
}
