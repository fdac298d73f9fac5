import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api.ts";

export type TodayFigures = Awaited<ReturnType<typeof api.today>>;
export type Health = Awaited<ReturnType<typeof api.partnersHealth>>;

/** Asked anew when plans change, and every minute. */
export const todayQuery = queryOptions({
  queryKey: ["plans", "today"],
  queryFn: ({ signal }) => api.today({ signal }),
  refetchInterval: 60_000,
});
