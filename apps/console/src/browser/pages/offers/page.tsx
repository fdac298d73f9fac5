import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Download, History } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { download } from "../../parts/csv.ts";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { useMay } from "../../session.ts";
import { useUrlState } from "../../url-state.ts";
import { offersWords } from "../../words/offers.ts";
import { catalogueQuery } from "../adjustments/queries.ts";
import type { Catalogue } from "../adjustments/reach.ts";
import { offerTitle } from "../adjustments/reach.ts";
import { CatalogueHistory } from "./catalogue-history.tsx";
import { CellLook } from "./cell-look.tsx";
import { type CellState, cellState } from "./cell-state.ts";
import { healthQuery, type Sample, triedQuery } from "./data.ts";
import { Grid, type Mode } from "./grid.tsx";
import { OfferTerms } from "./offer-terms.tsx";

const words = wordsOf(offersWords);
const MODES = ["per", "total", "annual"] as const;
const WAITING_STATES = ["submitted", "approved", "scheduled"] as const;

/** What is offered: partner by count, priced for a sample cart, with how each offer stands and its terms. */
export default function Offers() {
  const catalogue = useQuery(catalogueQuery);
  return (
    <Page title={words.title} actions={catalogue.data && <Actions {...catalogue.data} />}>
      <Loaded query={catalogue} rows={14}>
        {({ catalogue: inForce }) => <Offered catalogue={inForce} />}
      </Loaded>
    </Page>
  );
}

function Actions({ catalogue, version }: { catalogue: Catalogue; version: string }) {
  const [open, setOpen] = useState(false);
  const file = () => new Blob([JSON.stringify(catalogue, null, 2)], { type: "application/json" });
  return (
    <>
      <button type="button" className="btn" onClick={() => download(`${version}.json`, file())}>
        <Download size={16} aria-hidden="true" />
        {words.exportCatalogue}
      </button>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        <History size={16} aria-hidden="true" />
        {words.history}
      </button>
      <Link to="/adjustments/new" className="btn filled">
        {words.newAdjustment}
      </Link>
      <CatalogueHistory open={open} inForce={version} onClose={() => setOpen(false)} />
    </>
  );
}

function Offered({ catalogue }: { catalogue: Catalogue }) {
  const may = useMay();
  const [url, setUrl] = useUrlState();
  const sample = sampleOf(url, catalogue);
  const mode = MODES.find((each) => each === url.mode) ?? "per";
  const tried = useQuery({ ...triedQuery(sample), placeholderData: keepPreviousData });
  const health = useQuery({ ...healthQuery, enabled: may("adjustments:read") });
  const pending = useQuery({
    queryKey: ["adjustments", "not-yet-in-force"],
    queryFn: async ({ signal }) =>
      (await Promise.all(WAITING_STATES.map((state) => api.adjustments({ state }, { signal })))).flatMap(
        (p) => p.items,
      ),
    enabled: may("adjustments:read"),
  });
  const drifts = health.data?.partners.flatMap(({ drift }) => drift) ?? [];
  const offers = catalogue.offers.filter(
    ({ markets, channels, currency }) =>
      markets.includes(sample.market) && channels.includes(sample.channel) && currency === sample.currency,
  );
  const chosen = offers.find(({ id }) => id === url.offer);
  return (
    <Loaded query={tried} rows={14}>
      {(data) => {
        const states = new Map(offers.map((each) => [each.id, cellState(each, data, drifts, pending.data ?? [])]));
        return (
          <div className="column">
            <Facts states={states} partners={new Set(offers.map(({ partner }) => partner)).size} />
            <Card
              title={words.grid}
              fact={words.pricedFor(written.money(sample.amount, sample.currency))}
              flush
              aside={<Tools sample={sample} catalogue={catalogue} mode={mode} onChange={setUrl} />}
            >
              <Grid
                catalogue={catalogue}
                offers={offers}
                prices={data.prices}
                states={states}
                mode={mode}
                chosen={chosen?.id}
                onChoose={(offer) => setUrl({ offer })}
              />
            </Card>
            {chosen ? (
              <OfferTerms
                key={chosen.id}
                offer={chosen}
                title={offerTitle(chosen, catalogue, locale)}
                catalogue={catalogue}
                sample={sample}
                prices={data.prices}
                health={health.data}
              />
            ) : (
              <p className="quiet">{words.choose}</p>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

/** How many offers stand how. */
function Facts({ states, partners }: { states: ReadonlyMap<string, CellState>; partners: number }) {
  const counted = Map.groupBy(states.values(), ({ kind }) => kind);
  return (
    <p className="facts">
      <span>{words.partnersAndOffers(partners, states.size)}</span>
      {[...counted].map(([kind, group]) => (
        <span key={kind}>
          {group.length} <CellLook state={group[0]!} brief />
        </span>
      ))}
    </p>
  );
}

interface ToolsProps {
  readonly sample: Sample;
  readonly catalogue: Catalogue;
  readonly mode: Mode;
  readonly onChange: (change: { readonly [name: string]: string }) => void;
}

function Tools({ sample, catalogue, mode, onChange }: ToolsProps) {
  const all = (pick: (offer: Catalogue["offers"][number]) => readonly string[]) =>
    [...new Set(catalogue.offers.flatMap(pick))].sort();
  const markets = all((offer) => offer.markets);
  const channels = all((offer) => offer.channels);
  return (
    <>
      <fieldset className="seg" aria-label={words.mode}>
        {MODES.map((each) => (
          <button key={each} type="button" aria-pressed={each === mode} onClick={() => onChange({ mode: each })}>
            {words[each]}
          </button>
        ))}
      </fieldset>
      <input
        type="number"
        aria-label={words.amount}
        title={words.amount}
        min={1}
        step={100}
        defaultValue={sample.amount / 100}
        onChange={(event) => Number(event.target.value) > 0 && onChange({ amount: event.target.value })}
      />
      <select aria-label={words.market} value={sample.market} onChange={(e) => onChange({ market: e.target.value })}>
        {markets.map((market) => (
          <option key={market}>{market}</option>
        ))}
      </select>
      <select aria-label={words.channel} value={sample.channel} onChange={(e) => onChange({ channel: e.target.value })}>
        {channels.map((channel) => (
          <option key={channel}>{channel}</option>
        ))}
      </select>
      <span>{sample.currency}</span>
    </>
  );
}

/** The sample cart of an address: a phone of ¥4,999 in the first market and channel, unless it says otherwise. */
function sampleOf(url: { readonly [name: string]: string | undefined }, { offers }: Catalogue): Sample {
  const [first] = offers;
  const market = url.market ?? first?.markets[0] ?? "CN";
  const channel = url.channel ?? first?.channels[0] ?? "web";
  const currency = offers.find(({ markets }) => markets.includes(market))?.currency ?? "CNY";
  const typed = Math.round(Number(url.amount) * 100);
  return { amount: typed > 0 ? typed : 499_900, market, channel, currency };
}
