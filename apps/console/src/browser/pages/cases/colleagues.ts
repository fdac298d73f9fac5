import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { useMay } from "../../session.ts";

/** Roles that answer shoppers. */
const ANSWER: ReadonlySet<string> = new Set(["support", "operator", "approver", "admin"]);

/** People who can take a case, by name; nobody until they are known. */
export function useColleagues() {
  const may = useMay()("users:read");
  const people = useQuery({
    queryKey: ["users", "colleagues"],
    queryFn: ({ signal }) => api.users({}, { signal }),
    enabled: may,
    staleTime: 60_000,
  });
  return (people.data?.items ?? []).filter(({ role }) => ANSWER.has(role)).sort((a, b) => a.name.localeCompare(b.name));
}
