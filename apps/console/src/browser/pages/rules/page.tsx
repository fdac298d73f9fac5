import { useQuery } from "@tanstack/react-query";
import { locale, wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Table } from "../../parts/table.tsx";
import { useZone } from "../../session.ts";
import { useUrlState } from "../../url-state.ts";
import { rulesWords } from "../../words/rules.ts";
import { catalogueQuery } from "../adjustments/queries.ts";
import type { Catalogue } from "../adjustments/reach.ts";
import { offerTitle } from "../adjustments/reach.ts";
import { type ConditionColumn, conditionCell } from "./condition-cells.ts";
import { RuleTests } from "./rule-tests.tsx";

const words = wordsOf(rulesWords);
const COLUMNS = Object.keys(words.columns) as ConditionColumn[];

/** Who may use which offer: every condition of every offer as a table, rules with their words, and tests of both. */
export default function Rules() {
  const catalogue = useQuery(catalogueQuery);
  return (
    <Page title={words.title}>
      <Loaded query={catalogue} rows={14}>
        {({ catalogue: inForce }) => <Whole catalogue={inForce} />}
      </Loaded>
    </Page>
  );
}

function Whole({ catalogue }: { catalogue: Catalogue }) {
  const [url, setUrl] = useUrlState();
  const all = (pick: (offer: Catalogue["offers"][number]) => readonly string[]) => [
    ...new Set(catalogue.offers.flatMap(pick)),
  ];
  const markets = all(({ markets: each }) => each);
  const channels = all(({ channels: each }) => each);
  const market = url.market ?? markets[0] ?? "CN";
  const channel = url.channel ?? channels[0] ?? "web";
  const offers = catalogue.offers.filter((offer) => offer.markets.includes(market) && offer.channels.includes(channel));
  return (
    <div className="column">
      <Card
        title={words.table}
        flush
        fact={words.tableFact(COLUMNS.length, offers.length)}
        aside={
          <>
            <select aria-label={words.filterBy} value={market} onChange={(e) => setUrl({ market: e.target.value })}>
              {markets.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
            <select aria-label={words.channel} value={channel} onChange={(e) => setUrl({ channel: e.target.value })}>
              {channels.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </>
        }
      >
        <Decisions catalogue={catalogue} offers={offers} />
      </Card>
      <Expressions catalogue={catalogue} />
      <RuleTests key={`${market} ${channel}`} catalogue={catalogue} market={market} channel={channel} />
    </div>
  );
}

function Decisions({ catalogue, offers }: { catalogue: Catalogue; offers: Catalogue["offers"] }) {
  const zone = useZone();
  return (
    <Table
      label={words.table}
      className="decisions"
      rows={offers}
      rowKey={({ id }) => id}
      columns={[
        {
          id: "offer",
          title: words.offer,
          cell: (offer) => (
            <>
              <b>{offerTitle(offer, catalogue, locale)}</b>
              <small>
                <code>{offer.id}</code>
              </small>
            </>
          ),
        },
        ...COLUMNS.map((column) => ({
          id: column,
          title: words.columns[column],
          cell: (offer: Catalogue["offers"][number]) =>
            conditionCell(offer, column, zone) || <span className="quiet">{words.none}</span>,
        })),
      ]}
    />
  );
}

/** Rules as expressions, each with the words that a shopper reads when it fails. */
function Expressions({ catalogue }: { catalogue: Catalogue }) {
  const explanations = new Map(catalogue.explanations.map((each) => [each.id, each]));
  const rules = catalogue.offers.flatMap((offer) => (offer.conditions?.rules ?? []).map((rule) => ({ offer, rule })));
  return (
    <Card title={words.cel} fact={words.celFact} flush>
      {rules.length === 0 ? (
        <Empty>{words.noRules}</Empty>
      ) : (
        <Table
          label={words.cel}
          rows={rules}
          rowKey={({ offer, rule }) => `${offer.id} ${rule.code}`}
          columns={[
            { id: "offer", title: words.offer, cell: ({ offer }) => offerTitle(offer, catalogue, locale) },
            { id: "code", title: words.code, kind: "mono", cell: ({ rule }) => rule.code },
            { id: "when", title: words.when, cell: ({ rule }) => <code>{rule.when}</code> },
            { id: "about", title: words.about, cell: ({ rule }) => words.abouts[rule.about] },
            {
              id: "said",
              title: words.said,
              cell: ({ rule }) => (
                <span className="keep">
                  {explanations.get(rule.explanation)?.[locale]}
                  <small>
                    <code>{rule.explanation}</code>
                  </small>
                </span>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
