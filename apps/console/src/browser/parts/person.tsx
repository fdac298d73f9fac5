import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { wordsOf } from "../locale.ts";
import { useSession } from "../session.ts";
import { partsWords } from "../words/parts.ts";

const words = wordsOf(partsWords).who;

/** What people and keys are called, held for the whole console. */
const namesQuery = queryOptions({
  queryKey: ["people", "names"],
  queryFn: ({ signal }) => api.names({ signal }),
  staleTime: 60_000,
});

/** Everybody whom a list can be asked for, by name. */
export const useNames = () => useQuery(namesQuery).data?.items ?? [];

/**
 * What stands for an id that audit, approvals and lists name: somebody's name, a key's label, the server's own part that
 * acted, and for whoever has left the id, which stays. Until names are known, and where they cannot be, the bare id.
 */
export function usePersonName(): (id: string) => string {
  const { user } = useSession();
  const { data } = useQuery(namesQuery);
  return (id) => {
    if (id === user.id) return user.name;
    const known = data?.items.find((each) => each.id === id);
    if (known) return known.kind === "key" ? words.key(known.name) : known.name;
    return words.machines[id] ?? (data ? words.left(id) : id);
  };
}

/** Somebody by name; the id is its title. */
export const Person = ({ id }: { readonly id: string }) => <span title={id}>{usePersonName()(id)}</span>;
