import type { Catalogue } from "@fenqi/core/catalogue";
import type { Offer } from "@fenqi/core/offer";

/** What the demo's invented partners describe to the sandbox: the catalogue's own terms, so that nothing has drifted. */
export interface DemoProduct {
  readonly method: string;
  readonly count: number;
  readonly currency: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly rate_ppm: number | null;
  readonly fee_ppm: number | null;
}

/** Products by partner, for every partner but the merchant's own book. */
export function demoPartnerTerms({ partners, offers }: Catalogue): { readonly [partner: string]: DemoProduct[] } {
  const funding = partners.filter(({ kind }) => kind !== "house");
  return Object.fromEntries(
    funding.map(({ id }) => [id, offers.filter(({ partner }) => partner === id).map(toProduct)]),
  );
}

function toProduct({ method, count, currency, conditions, terms }: Offer): DemoProduct {
  const { rate_ppm = null, fees = [] } = terms.at(-1)!.terms;
  const shares = fees.flatMap(({ charge, per }) =>
    "ppm" in charge ? charge.ppm * (per === "period" ? (count ?? 1) : 1) : [],
  );
  return {
    method,
    // What the card's issuer splits later is one payment for whoever takes it.
    count: count ?? 1,
    currency,
    min: conditions?.amount?.min ?? null,
    max: conditions?.amount?.max ?? null,
    rate_ppm,
    fee_ppm: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0),
  };
}
