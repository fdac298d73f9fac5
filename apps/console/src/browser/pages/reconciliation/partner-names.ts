import { useQuery } from "@tanstack/react-query";
import { locale } from "../../locale.ts";
import { useMay } from "../../session.ts";
import { catalogueQuery } from "../adjustments/queries.ts";

/** Partners of the catalogue in force, in this page's language. */
export function usePartners(): readonly (readonly [id: string, name: string])[] {
  const catalogue = useQuery({ ...catalogueQuery, enabled: useMay()("catalogue:read") });
  return (catalogue.data?.catalogue.partners ?? []).map(({ id, name }) => [id, name[locale]]);
}

/** A partner's name; its id until the catalogue is there. */
export function usePartnerNames(): (id: string) => string {
  const names = new Map(usePartners());
  return (id) => names.get(id) ?? id;
}
