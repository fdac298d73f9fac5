import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { locale } from "../../locale.ts";
import type { Catalogue } from "../adjustments/reach.ts";

export type Tried = Awaited<ReturnType<typeof api.tryCart>>;
export type Priced = Tried["prices"][number];
export type PartnersHealth = Awaited<ReturnType<typeof api.partnersHealth>>;
export type Drift = PartnersHealth["partners"][number]["drift"][number];

/** A cart to price offers with: one phone at an amount. */
export interface Sample {
  /** Minor units. */
  readonly amount: number;
  readonly market: string;
  readonly channel: string;
  readonly currency: string;
}

export const requestOf = ({ amount, market, channel, currency }: Sample) => ({
  cart: {
    currency,
    total: amount,
    items: [{ sku: "sample", name: "sample", category: "phone", tags: [], unit_amount: amount, quantity: 1 }],
  },
  market,
  channel,
  locale,
});

/** What every offer costs the sample, from the catalogue in force; at another instant, or with another catalogue, where given. */
export const triedQuery = (
  sample: Sample,
  other: { readonly at?: string; readonly catalogue?: Catalogue } = {},
  key = "",
) =>
  queryOptions({
    queryKey: ["catalogue", "tried", sample, other.at ?? "", key],
    queryFn: ({ signal }) => api.tryCart({ ...requestOf(sample), ...other }, { signal }),
  });

export const healthQuery = queryOptions({
  queryKey: ["health", "partners"],
  queryFn: ({ signal }) => api.partnersHealth({ signal }),
  refetchInterval: 15_000,
});
