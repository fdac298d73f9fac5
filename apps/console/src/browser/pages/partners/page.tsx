import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileWarning } from "lucide-react";
import { locale, wordsOf, written } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { State } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { healthWords } from "../../words/health.ts";
import { partnersWords } from "../../words/partners.ts";
import { catalogueQuery } from "../adjustments/queries.ts";
import type { Catalogue } from "../adjustments/reach.ts";
import { Hold } from "../health/hold.tsx";
import type { Watch } from "../health/model.ts";
import { WatchState } from "../health/watch-state.tsx";
import { healthQuery } from "../offers/data.ts";

const words = wordsOf(partnersWords);
const health = wordsOf(healthWords);

/** One partner's method: what of the catalogue goes by it, and how it is watched. */
interface Line {
  readonly partner: Catalogue["partners"][number];
  readonly method: string;
  readonly offers: Catalogue["offers"];
  readonly watch: Watch | undefined;
  readonly first: boolean;
}

/** Who funds or processes: connection, methods, terms, drift, and a person's word against the breaker's. */
export default function Partners() {
  const catalogue = useQuery(catalogueQuery);
  const watches = useQuery(healthQuery);
  const lines = catalogue.data ? linesOf(catalogue.data.catalogue, watches.data?.partners ?? []) : [];
  return (
    <Page title={words.title} facts={<Facts lines={lines} />}>
      <Loaded query={catalogue} rows={12}>
        {() => (
          <Loaded query={watches} rows={12}>
            {() => <Lines lines={lines} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Facts({ lines }: { lines: readonly Line[] }) {
  const watched = lines.flatMap(({ watch }) => watch ?? []);
  const open = watched.filter(({ state }) => state !== "closed").length;
  const drifted = watched.reduce((sum, { drift }) => sum + drift.length, 0);
  return (
    <>
      <span>{words.connected(new Set(lines.map(({ partner }) => partner.id)).size, watched.length)}</span>
      {open > 0 && <span>{words.inTrouble(open)}</span>}
      {drifted > 0 && <span>{words.drifted(drifted)}</span>}
    </>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <div className="card">
      <Table
        label={words.title}
        className="two-line"
        rows={lines}
        rowKey={({ partner, method }) => `${partner.id} ${method}`}
        columns={[
          {
            id: "partner",
            title: words.partner,
            cell: ({ partner, first }) =>
              first && (
                <>
                  <b>{partner.name[locale]}</b>
                  <small>{partner.legal_name?.[locale] ?? words.kinds[partner.kind]}</small>
                </>
              ),
          },
          { id: "method", title: words.method, cell: ({ method }) => health.methods[method] },
          {
            id: "offers",
            title: words.offers,
            cell: ({ offers, method, partner }) => (
              <>
                {offers.length}
                <small>
                  {[...new Set(offers.map(({ terms }) => words.termsOf(terms.at(-1)?.version ?? 1)))].join(" ")}
                  <span className="visually-hidden">{`${partner.id} ${method}`}</span>
                </small>
              </>
            ),
          },
          {
            id: "connection",
            title: words.connection,
            cell: ({ watch, partner, method }) =>
              watch ? (
                <Link to="/health" search={{ partner: partner.id, method } as never}>
                  <WatchState watch={watch} />
                </Link>
              ) : (
                <span className="quiet">{words.unconnected}</span>
              ),
          },
          { id: "lately", title: words.lately, cell: ({ watch }) => watch && <Lately watch={watch} /> },
          { id: "drift", title: words.drift, cell: ({ watch }) => watch && <Drifted watch={watch} /> },
          {
            id: "hold",
            title: words.hold,
            cell: ({ watch, partner, method }) =>
              watch && <Hold watch={watch} name={`${partner.name[locale]} ${health.methods[method]}`} />,
          },
        ]}
      />
    </div>
  );
}

function Lately({ watch: { lately } }: { watch: Watch }) {
  if (lately.calls === 0) return <span className="quiet">{words.noCalls}</span>;
  return (
    <>
      {words.calls(written.count(lately.calls), written.share((lately.error_ppm ?? 0) / 1_000_000))}
      <small>p95 {lately.p95_ms === null ? "—" : `${written.count(Math.round(lately.p95_ms))} ms`}</small>
    </>
  );
}

function Drifted({ watch: { drift } }: { watch: Watch }) {
  const [first] = drift;
  if (!first) return <span className="quiet">{words.agrees}</span>;
  return (
    <Link to="/offers" search={{ offer: first.offer } as never}>
      <State icon={FileWarning} tone="paused">
        {words.driftCount(drift.length)}
      </State>
    </Link>
  );
}

/** Every partner of the catalogue with its methods, in the catalogue's order. */
function linesOf({ partners, offers }: Catalogue, watches: readonly Watch[]): Line[] {
  return partners.flatMap((partner) => {
    const own = offers.filter((offer) => offer.partner === partner.id);
    return [...new Set(own.map(({ method }) => method))].map((method, index) => ({
      partner,
      method,
      offers: own.filter((offer) => offer.method === method),
      watch: watches.find((watch) => watch.partner === partner.id && watch.method === method),
      first: index === 0,
    }));
  });
}
