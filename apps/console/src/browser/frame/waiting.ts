import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { useMay } from "../session.ts";

export type WaitingList = Awaited<ReturnType<typeof api.waiting>>;
export type WaitingKind = WaitingList["items"][number]["kind"];

/** Asked anew when an adjustment changes, and by itself, since it speaks of more than adjustments. */
export const waitingQuery = queryOptions({
  queryKey: ["adjustments", "waiting"],
  queryFn: ({ signal }) => api.waiting({ signal }),
  refetchInterval: 30_000,
});

/** Where each kind is dealt with. */
export const WAITS_AT = {
  approval: "adjustments",
  apply: "adjustments",
  promise: "adjustments",
  review: "health",
  drift: "offers",
  exceptions: "reconciliation",
  case: "cases",
  goodwill: "cases",
  compensation: "compensation",
  movement: "plans",
  proposal: "plans",
} as const satisfies Record<WaitingKind, string>;

/** Things that wait for this visitor, by destination; under `today` all of them. */
export function useWaiting(): { readonly [destination: string]: number | undefined } {
  const may = useMay()("adjustments:read");
  const counts = useQuery({ ...waitingQuery, enabled: may }).data?.counts ?? [];
  return waitingCounts(counts);
}

/** Sums by destination. */
export function waitingCounts(counts: WaitingList["counts"]): { readonly [destination: string]: number } {
  const sums: Record<string, number> = {};
  for (const { kind, count } of counts) {
    sums[WAITS_AT[kind]] = (sums[WAITS_AT[kind]] ?? 0) + count;
    sums.today = (sums.today ?? 0) + count;
  }
  return sums;
}
