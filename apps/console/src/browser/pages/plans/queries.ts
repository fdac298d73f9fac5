import type { PlanPreviewRequest } from "@fenqi/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { allPages } from "../../parts/all-pages.ts";
import type { CommandId } from "./commands.ts";

export const planQuery = (id: string) =>
  queryOptions({ queryKey: ["plans", "one", id], queryFn: ({ signal }) => api.plan(id, { signal }) });

export const consentQuery = (plan: string) =>
  queryOptions({ queryKey: ["plans", "consent", plan], queryFn: ({ signal }) => api.planConsent(plan, { signal }) });

/** A late payment is charged and booked every day: a year of twelve of them is some forty pages. */
const MOST_PAGES = 200;

export const entriesQuery = (plan: string) =>
  queryOptions({
    queryKey: ["plans", "entries", plan],
    queryFn: ({ signal }) => allPages(MOST_PAGES, (after) => api.ledgerEntries({ plan, ...after }, { signal })),
  });

export const eventsQuery = (plan: string) =>
  queryOptions({
    queryKey: ["plans", "events", plan],
    queryFn: ({ signal }) => allPages(MOST_PAGES, (after) => api.events({ plan, ...after }, { signal })),
  });

/** What a command would do, with the request that does it; a settlement is quoted first. */
export const previewQuery = (id: string, command: CommandId, typed: PlanPreviewRequest | undefined) =>
  queryOptions({
    queryKey: ["plans", "preview", id, command, typed],
    enabled: command === "settle" || typed !== undefined,
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const quote = command === "settle" ? await api.quoteSettlement(id, { signal }) : undefined;
      const request = quote ? { settle: { settlement_quote: quote.settlement_quote } } : typed!;
      return { request, quote, preview: await api.previewPlan(id, request, { signal }) };
    },
  });

export type Preview = Awaited<ReturnType<typeof api.previewPlan>>;
export type Entry = Awaited<ReturnType<typeof api.ledgerEntries>>["items"][number];
