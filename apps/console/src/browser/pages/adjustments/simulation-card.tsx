import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Text } from "../../parts/fields.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { toInstant, toLocal } from "../../parts/zoned.ts";
import { useMay, useZone } from "../../session.ts";
import { simulationWords } from "../../words/simulation.ts";
import { type Simulation, simulationOf } from "./queries.ts";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import { SimulationResult } from "./simulation-result.tsx";
import { startSimulation, USUAL_DAYS, useProgress } from "./simulation-runs.ts";

const words = wordsOf(simulationWords);
const DAY_MS = 86_400_000;

interface SimulationCardProps {
  readonly record: AdjustmentRecord;
  readonly catalogue: Catalogue;
  /** What is replayed is what is saved. */
  readonly unsaved: boolean;
}

/** 2: real quotes of a period, replayed as though the adjustment had been in force. */
export function SimulationCard({ record, catalogue, unsaved }: SimulationCardProps) {
  const newest = useQuery(simulationOf(record.id));
  const simulation = newest.data ?? undefined;
  const running = simulation?.state === "running" ? simulation : undefined;
  const edited = (record.history ?? []).findLast(({ move }) => move === "edit" || move === "create");
  const stale = simulation !== undefined && edited !== undefined && edited.at > simulation.created_at;
  return (
    <Card
      title={simulation ? words.result : words.title}
      step={2}
      anchor="simulate"
      fact={simulation?.summary && <Replayed simulation={simulation} />}
      aside={simulation?.ended_at && <Took simulation={simulation} />}
      flush
    >
      <Loaded query={newest} rows={6}>
        {() => (
          <>
            {running ? (
              <Running simulation={running} />
            ) : (
              <RunForm record={record} unsaved={unsaved} again={simulation !== undefined} stale={stale} />
            )}
            {!simulation && <p className="note pad">{words.never}</p>}
            {simulation?.state === "cancelled" && <p className="note pad">{words.cancelled}</p>}
            {simulation?.state === "failed" && <p className="pad field-error">{words.failed}</p>}
            {simulation?.summary && <SimulationResult summary={simulation.summary} catalogue={catalogue} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Replayed({ simulation }: { readonly simulation: Simulation }) {
  const zone = useZone();
  const { from, until, summary } = simulation;
  const affected = summary!.currencies.reduce((sum, { losing, gaining }) => sum + losing.carts + gaining.carts, 0);
  const day = (instant: string) => written.date(toLocal(instant, zone).slice(0, 10));
  return words.replayed(
    written.count(summary!.quotes),
    day(from),
    day(until),
    written.share(summary!.quotes === 0 ? 0 : affected / summary!.quotes),
  );
}

function Took({ simulation }: { readonly simulation: Simulation }) {
  const zone = useZone();
  const ms = Date.parse(simulation.ended_at!) - Date.parse(simulation.created_at);
  return words.done(written.clock(simulation.ended_at!, zone), (ms / 1_000).toFixed(1));
}

function Running({ simulation }: { readonly simulation: Simulation }) {
  const queries = useQueryClient();
  const { done, total } = useProgress(simulation.id, simulation.progress);
  const stop = useMutation({
    mutationFn: () => api.cancelSimulation(simulation.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["adjustments", "simulation"] }),
  });
  return (
    <div className="run-line">
      <progress max={Math.max(1, total)} value={done} aria-label={words.progress} />
      <span role="status">{words.running(written.count(done), written.count(total))}</span>
      <button type="button" className="btn" disabled={stop.isPending} onClick={() => stop.mutate()}>
        {words.cancel}
      </button>
    </div>
  );
}

interface RunFormProps {
  readonly record: AdjustmentRecord;
  readonly unsaved: boolean;
  readonly again: boolean;
  readonly stale: boolean;
}

function RunForm({ record, unsaved, again, stale }: RunFormProps) {
  const zone = useZone();
  const may = useMay()("quotes:read");
  const queries = useQueryClient();
  const [period, setPeriod] = useState(() => ({
    from: toLocal(new Date(Date.now() - USUAL_DAYS * DAY_MS).toISOString(), zone),
    until: "",
  }));
  const run = useMutation({
    mutationFn: () => {
      const from = toInstant(period.from, zone);
      const until = toInstant(period.until, zone) ?? new Date().toISOString();
      return startSimulation(record.id, from ? { from, until } : undefined);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["adjustments", "simulation", record.id] }),
  });
  const start = (event: FormEvent) => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <form className="run-line" onSubmit={start}>
      <Text
        label={words.from}
        type="datetime-local"
        value={period.from}
        onChange={(from) => setPeriod({ ...period, from })}
      />
      <Text
        label={words.until}
        type="datetime-local"
        value={period.until}
        onChange={(until) => setPeriod({ ...period, until })}
      />
      <button type="submit" className="btn" disabled={!may || unsaved || run.isPending}>
        {again && <RefreshCw size={15} aria-hidden="true" />}
        {again ? words.again : words.run}
      </button>
      {(stale || unsaved) && <p className="note">{unsaved ? words.saveFirst : words.stale}</p>}
      <Refusal of={run.error} />
    </form>
  );
}
