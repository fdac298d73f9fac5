import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api, problemOf } from "./api.ts";
import { locale } from "./locale.ts";

export type Session = Awaited<ReturnType<typeof api.session>>;
export type Permission = string;
export type UserRole = Session["role"];

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await api.session({ signal });
    } catch (error) {
      if (problemOf(error)?.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of a page inside the frame, which is only drawn for somebody signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("this part stands outside the frame");
  return session;
}

/** Whether the visitor holds a permission; the server decides, a screen only shows. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

/** A merchant's name in this page's language; its id until it has one. */
export const merchantName = ({ id, name }: Session["merchant"]): string => name?.[locale] ?? id;

/** Zone that this merchant's times are written in. */
export const useZone = (): string => useSession().merchant.time_zone;

export function useSessionQuery() {
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  return { ...session, renew: () => queries.resetQueries() };
}
