import type { Catalogue } from "@fenqi/core/catalogue";
import type { Method } from "@fenqi/core/offer";
import type { PartnerTerm } from "./ports.ts";

/** What a merchant's own book offers by a method: what the catalogue says. Undefined where the partner is somebody else. */
export function houseTerms(
  catalogue: Catalogue | undefined,
  partner: string,
  method: Method,
): readonly PartnerTerm[] | undefined {
  if (catalogue?.partners.find(({ id }) => id === partner)?.kind !== "house") return undefined;
  return catalogue.offers
    .filter((offer) => offer.partner === partner && offer.method === method && offer.count !== null)
    .map(({ count, currency, conditions }) => ({ method, count: count!, currency, ...conditions?.amount }));
}
