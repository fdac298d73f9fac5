import type { LiveChanged } from "@fenqi/client";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

interface Live {
  /** Whether changes come in as they happen. */
  readonly connected: boolean;
  /** Hash of the catalogue in force. */
  readonly catalogue: string | undefined;
}

const LiveContext = createContext<Live>({ connected: false, catalogue: undefined });

/** Listens to the server (server-sent events), and asks anew for whatever is said to have changed. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({ connected: true, catalogue: undefined });
  useEffect(() => {
    const source = new EventSource("/v1/live");
    source.onopen = () => setLive((now) => ({ ...now, connected: true }));
    source.onerror = () => setLive((now) => ({ ...now, connected: false }));
    source.addEventListener("changed", (event) => {
      const { topics, catalogue } = JSON.parse((event as MessageEvent<string>).data) as LiveChanged;
      setLive({ connected: true, catalogue: catalogue ?? undefined });
      for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic] });
    });
    return () => source.close();
  }, [queries]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export const useLive = (): boolean => useContext(LiveContext).connected;
export const useCatalogueVersion = (): string | undefined => useContext(LiveContext).catalogue;
