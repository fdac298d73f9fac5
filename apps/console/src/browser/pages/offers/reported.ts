import type { Offer } from "../adjustments/reach.ts";
import type { Drift } from "./data.ts";

type Version = Offer["terms"][number];

/** The offer with a version of terms more: as its partner reports it, for looking at only. */
export function withReported(offer: Offer, now: Version, drift: readonly Drift[]): Offer {
  const told = new Map(drift.map(({ field, theirs }) => [field, theirs]));
  const rate = told.get("rate_ppm");
  const fee = told.get("fee_ppm");
  const amount = {
    ...offer.conditions?.amount,
    ...(told.get("min") == null ? {} : { min: told.get("min")! }),
    ...(told.get("max") == null ? {} : { max: told.get("max")! }),
  };
  const fees = now.terms.fees?.map((each) =>
    fee != null && "ppm" in each.charge ? { ...each, charge: { ppm: perUnit(fee, each.per, offer.count) } } : each,
  );
  const terms = {
    ...now.terms,
    ...(rate == null ? {} : { rate_ppm: rate }),
    ...(fees ? { fees } : {}),
  };
  return {
    ...offer,
    conditions: { ...offer.conditions, amount },
    terms: [{ ...now, version: now.version + 1, terms }],
  };
}

/** A partner reports a fee on the whole amount; terms by period have their part of it. */
const perUnit = (ppm: number, per: "total" | "period", count: number | null): number =>
  per === "period" ? Math.round(ppm / (count ?? 1)) : ppm;
