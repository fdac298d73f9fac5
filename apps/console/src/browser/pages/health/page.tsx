import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/failure.tsx";
import { Page, WithRail } from "../../parts/page.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { State } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { useSession, useZone } from "../../session.ts";
import { useUrlState } from "../../url-state.ts";
import { healthWords } from "../../words/health.ts";
import { adjustmentQuery, catalogueQuery } from "../adjustments/queries.ts";
import { partnerName } from "../adjustments/reach.ts";
import { healthQuery } from "../offers/data.ts";
import { Charts } from "./charts.tsx";
import { Days } from "./days.tsx";
import { type History, knownFrom, openSharesOf, spansOf, type Watch } from "./model.ts";
import { Rail } from "./rail.tsx";
import { WatchState } from "./watch-state.tsx";

const words = wordsOf(healthWords);
const SPANS = ["2", "24", "168", "2160"] as const;
type Hours = (typeof SPANS)[number];

type Slo = Awaited<ReturnType<typeof api.settings>>["slo"];

/** How a partner's method does, by recorded calls: figures, breaker, what shoppers have of it, and what to do by hand. */
export default function Health() {
  const health = useQuery(healthQuery);
  const catalogue = useQuery(catalogueQuery).data?.catalogue;
  const [url, setUrl] = useUrlState();
  // A card acquirer and its method can go by one name.
  const nameOf = ({ partner, method }: Watch) => {
    const name = catalogue ? partnerName(partner, catalogue, locale) : partner;
    const way = words.methods[method] ?? method;
    return name.toLowerCase().endsWith(way.toLowerCase()) ? name : `${name} ${way}`;
  };
  const watches = health.data?.partners ?? [];
  const chosen =
    watches.find((each) => each.partner === url.partner && (!url.method || each.method === url.method)) ??
    watches.find(({ state, hold }) => state !== "closed" || hold !== "none") ??
    watches[0];
  const name = chosen ? nameOf(chosen) : words.title;
  return (
    <Page
      title={name}
      facts={chosen && <HealthFacts watch={chosen} />}
      actions={
        chosen && (
          <select
            aria-label={words.choose}
            value={`${chosen.partner} ${chosen.method}`}
            onChange={(event) => {
              const [partner = "", method = ""] = event.target.value.split(" ");
              setUrl({ partner, method });
            }}
          >
            {watches.map((each) => (
              <option key={nameOf(each)} value={`${each.partner} ${each.method}`}>
                {nameOf(each)} · {words.states[each.state]}
              </option>
            ))}
          </select>
        )
      }
    >
      <Loaded query={health} rows={14}>
        {() => (chosen ? <Watched key={name} watch={chosen} name={name} /> : <Empty>{words.nobody}</Empty>)}
      </Loaded>
    </Page>
  );
}

function HealthFacts({ watch }: { watch: Watch }) {
  const zone = useZone();
  const nameOf = usePersonName();
  const { demo } = useSession();
  return (
    <>
      <WatchState watch={watch} filled />
      <span>{words.since(written.moment(watch.since, zone))}</span>
      {watch.held_by && <span>{words.heldBy(nameOf(watch.held_by))}</span>}
      {watch.lately.last_fault && (
        <span>
          {words.lastFault} <code>{watch.lately.last_fault}</code>
        </span>
      )}
      <span>{demo ? words.leadDemo : words.lead}</span>
    </>
  );
}

function Watched({ watch, name }: { watch: Watch; name: string }) {
  const [url, setUrl] = useUrlState();
  const hours: Hours = SPANS.find((each) => each === url.hours) ?? "2";
  const { partner, method } = watch;
  const history = useQuery({
    queryKey: ["health", "history", partner, method, hours],
    queryFn: ({ signal }) => api.partnerHistory({ partner, method, hours }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  const settings = useQuery({ queryKey: ["settings"], queryFn: ({ signal }) => api.settings({ signal }) });
  const slo = settings.data?.slo;
  const incidentId = watch.incident?.id ?? history.data?.events.find(({ incident }) => incident !== null)?.incident;
  const incident = useQuery({ ...adjustmentQuery(incidentId ?? ""), enabled: Boolean(incidentId) });
  return (
    <WithRail rail={<Rail watch={watch} name={name} incident={incident.data} events={history.data?.events ?? []} />}>
      <Loaded query={history} rows={14}>
        {(data) =>
          slo && (
            <>
              <Connection
                watch={watch}
                name={name}
                history={data}
                incident={incident.data}
                hours={hours}
                slo={slo}
                onHours={(next) => setUrl({ hours: next })}
              />
              <Operations history={data} hours={hours} slo={slo} />
              <Days events={data.events} watch={watch} until={Date.parse(data.until)} />
            </>
          )
        }
      </Loaded>
    </WithRail>
  );
}

interface ConnectionProps {
  readonly watch: Watch;
  readonly name: string;
  readonly history: History;
  readonly incident: Parameters<typeof openSharesOf>[0];
  readonly hours: Hours;
  readonly slo: Slo;
  readonly onHours: (hours: Hours) => void;
}

function Connection({ watch, name, history, incident, hours, slo, onHours }: ConnectionProps) {
  const [asTable, setAsTable] = useState(false);
  const [from, until] = [Date.parse(history.from), Date.parse(history.until)];
  const known = Math.max(from, knownFrom(history.events, watch.since));
  const spans = spansOf(history.events, watch.state, known, until);
  const open = openSharesOf(incident, known, until);
  return (
    <Card
      title={words.connection}
      fact={words.granularity(history.seconds / 60)}
      flush={asTable}
      aside={
        <>
          <fieldset className="seg" aria-label={words.span}>
            {SPANS.map((each) => (
              <button key={each} type="button" aria-pressed={each === hours} onClick={() => onHours(each)}>
                {words.spans[each]}
              </button>
            ))}
          </fieldset>
          <button type="button" className="btn quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? words.chart : words.table}
          </button>
        </>
      }
    >
      {asTable ? (
        <Stretches history={history} />
      ) : (
        <>
          {history.stretches.length === 0 && <p className="quiet">{words.noCalls}</p>}
          <Charts
            history={history}
            spans={spans}
            open={open}
            label={`${name}: ${words.connection}`}
            sloMs={slo.p95_ms}
          />
        </>
      )}
    </Card>
  );
}

const milliseconds = (ms: number | null): string => (ms === null ? "—" : `${written.count(Math.round(ms))} ms`);
const errorsOf = ({ calls, errors }: { calls: number; errors: number }) => written.share(errors / Math.max(1, calls));

/** The charts' table: every stretch that had calls, newest first. */
function Stretches({ history }: { history: History }) {
  const zone = useZone();
  return (
    <Table
      label={words.connection}
      className="dense"
      rows={[...history.stretches].reverse()}
      rowKey={({ from }) => from}
      columns={[
        { id: "time", title: words.time, cell: ({ from }) => written.moment(from, zone) },
        { id: "calls", title: words.calls, kind: "number", cell: ({ calls }) => written.count(calls) },
        { id: "p50", title: "p50", kind: "number", cell: ({ p50_ms }) => milliseconds(p50_ms) },
        { id: "p95", title: "p95", kind: "number", cell: ({ p95_ms }) => milliseconds(p95_ms) },
        { id: "errors", title: words.errorRate, kind: "number", cell: errorsOf },
        { id: "declines", title: words.declines, kind: "number", cell: ({ declines }) => written.count(declines) },
      ]}
    />
  );
}

/** A figure against its target: one that misses it says so. */
function Against({ over, children }: { readonly over: boolean; readonly children: string }) {
  return over ? (
    <State icon={TriangleAlert} tone="paused">
      {children}
      <span className="visually-hidden"> {words.missesSlo}</span>
    </State>
  ) : (
    children
  );
}

/** What was called, how often, how fast, and what came of it. */
function Operations({ history, hours, slo }: { history: History; hours: Hours; slo: Slo }) {
  return (
    <Card
      title={words.byCall}
      fact={words.last(words.spans[hours] ?? "")}
      aside={words.sloFact(written.count(slo.p95_ms), written.share(slo.error_ppm / 1_000_000))}
      flush
    >
      {history.operations.length === 0 ? (
        <Empty>{words.noCalls}</Empty>
      ) : (
        <Table
          label={words.byCall}
          rows={history.operations}
          rowKey={({ operation }) => operation}
          columns={[
            {
              id: "call",
              title: words.call,
              cell: ({ operation }) => (
                <>
                  {words.operations[operation]} <code>{operation}</code>
                </>
              ),
            },
            { id: "calls", title: words.calls, kind: "number", cell: ({ calls }) => written.count(calls) },
            { id: "p50", title: "p50", kind: "number", cell: ({ p50_ms }) => milliseconds(p50_ms) },
            {
              id: "p95",
              title: "p95",
              kind: "number",
              cell: ({ p95_ms }) => <Against over={(p95_ms ?? 0) > slo.p95_ms}>{milliseconds(p95_ms)}</Against>,
            },
            { id: "slo", title: "SLO", kind: "number", cell: () => written.count(slo.p95_ms) },
            {
              id: "errors",
              title: words.errorRate,
              kind: "number",
              cell: (row) => (
                <Against over={row.errors * 1_000_000 > slo.error_ppm * row.calls}>{errorsOf(row)}</Against>
              ),
            },
            {
              id: "success",
              title: words.success,
              kind: "number",
              cell: ({ calls, errors, declines }) => written.share((calls - errors - declines) / Math.max(1, calls)),
            },
          ]}
        />
      )}
    </Card>
  );
}
