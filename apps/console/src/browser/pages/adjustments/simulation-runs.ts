import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api.ts";

const DAY_MS = 86_400_000;
/** Days that are replayed unless others are chosen. */
export const USUAL_DAYS = 14;

export const usualPeriod = () => ({
  from: new Date(Date.now() - USUAL_DAYS * DAY_MS).toISOString(),
  until: new Date().toISOString(),
});

/** Replays the quotes of the last days, or of the period that is given. */
export const startSimulation = (id: string, period = usualPeriod()): Promise<unknown> =>
  api.simulateAdjustment(id, period);

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** How far a running simulation is, as the server tells it; its end makes the page ask for the result. */
export function useProgress(id: string | undefined, first: Progress): Progress {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    if (id === undefined) return;
    const source = new EventSource(`/v1/simulations/${id}/events`);
    source.addEventListener("progress", (event) =>
      setProgress(JSON.parse((event as MessageEvent<string>).data) as Progress),
    );
    const ended = () => {
      source.close();
      void queries.invalidateQueries({ queryKey: ["adjustments", "simulation"] });
    };
    for (const end of ["done", "cancelled", "failed"]) source.addEventListener(end, ended);
    return () => source.close();
  }, [id, queries]);
  return progress ?? first;
}
