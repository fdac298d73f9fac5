import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** What a page keeps in its address: plain texts, so that a link says all of it. */
export type UrlState = { readonly [name: string]: string | undefined };

/** Reads the address's query, and changes it without a new entry in the history. Empty values leave the address. */
export function useUrlState(): [UrlState, (change: UrlState) => void] {
  const state = useSearch({ strict: false }) as UrlState;
  const navigate = useNavigate();
  const change = useCallback(
    (next: UrlState) =>
      void navigate({
        to: ".",
        search: (old: UrlState) =>
          Object.fromEntries(
            Object.entries({ ...old, ...next }).filter(([, value]) => value !== undefined && value !== ""),
          ),
        replace: true,
      } as unknown as Parameters<typeof navigate>[0]),
    [navigate],
  );
  return [state, change];
}
