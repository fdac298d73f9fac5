import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { locale, wordsOf } from "../../locale.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { type AdjustmentRecord, reachTitle } from "./reach.ts";

const words = wordsOf(adjustmentsWords);

export const catalogueQuery = queryOptions({
  queryKey: ["catalogue", "in-force"],
  queryFn: ({ signal }) => api.catalogue({ signal }),
  staleTime: 60_000,
});

/** The newest page of adjustments, for the words that they were approved with. */
export const newestAdjustments = queryOptions({
  queryKey: ["adjustments", "newest"],
  queryFn: ({ signal }) => api.adjustments({}, { signal }),
});

export const adjustmentQuery = (id: string) =>
  queryOptions({ queryKey: ["adjustments", "one", id], queryFn: ({ signal }) => api.adjustment(id, { signal }) });

/** What the public reads now, and how promises were kept. */
export const announcementsQuery = (merchant: string) =>
  queryOptions({
    queryKey: ["adjustments", "announcements", merchant],
    queryFn: ({ signal }) => api.announcements({ merchant }, { signal }),
    refetchInterval: 60_000,
  });

export type Effects = Awaited<ReturnType<typeof api.effects>>;

const WATCHED: ReadonlySet<AdjustmentRecord["state"]> = new Set(["active", "ramping"]);
const WATCH_MS = 15_000;

/** Plans left alone, who was told, and how the ways do; asked again by itself while something can change. */
export const effectsQuery = ({ id, state }: Pick<AdjustmentRecord, "id" | "state">) =>
  queryOptions({
    queryKey: ["adjustments", "effects", id],
    queryFn: ({ signal }) => api.effects(id, { signal }),
    refetchInterval: WATCHED.has(state) ? WATCH_MS : false,
  });

type Titled = Pick<AdjustmentRecord["adjustment"], "kind" | "scope" | "title">;

/** Titles adjustments by what they do to which ways; by their ids until the catalogue is there. */
export function useTitleOf(): (adjustment: Titled) => string {
  const catalogue = useQuery(catalogueQuery).data?.catalogue;
  return ({ kind, scope, title }) => {
    if (kind === "inform") return words.informing(title?.[locale] ?? words.untitled);
    const reach = catalogue
      ? reachTitle(scope, catalogue, locale, words)
      : (scope.offer ?? scope.partner ?? words.everything);
    return words.titles[kind](reach);
  };
}

export type Simulation = Awaited<ReturnType<typeof api.simulation>>;

/** The newest simulation of an adjustment, with what it came to; null before the first. */
export const simulationOf = (adjustment: string) =>
  queryOptions({
    queryKey: ["adjustments", "simulation", adjustment],
    queryFn: async ({ signal }): Promise<Simulation | null> => {
      const [newest] = (await api.simulations({ adjustment }, { signal })).items;
      return newest ? api.simulation(newest.id, { signal }) : null;
    },
  });
