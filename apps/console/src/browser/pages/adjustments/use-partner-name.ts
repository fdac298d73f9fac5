import { useQuery } from "@tanstack/react-query";
import { locale } from "../../locale.ts";
import { catalogueQuery } from "./queries.ts";
import { partnerName } from "./reach.ts";

/** What the catalogue in force calls a partner; its id until the catalogue is known. */
export function usePartnerName(): (id: string) => string {
  const catalogue = useQuery(catalogueQuery).data?.catalogue;
  return (id) => (catalogue ? partnerName(id, catalogue, locale) : id);
}
