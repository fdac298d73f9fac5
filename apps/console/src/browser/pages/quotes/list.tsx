import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import type { Filter } from "../../parts/filters.tsx";
import { List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import type { Column } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { toInstant } from "../../parts/zoned.ts";
import { useMay, useZone } from "../../session.ts";
import type { UrlState } from "../../url-state.ts";
import { quotesWords } from "../../words/quotes.ts";
import { catalogueQuery } from "../adjustments/queries.ts";
import { offerTitle } from "../adjustments/reach.ts";

const words = wordsOf(quotesWords);
type Listed = Awaited<ReturnType<typeof api.searchQuotes>>["items"][number];

/** Minor units of a currency with two places, as the filters are typed. */
const minorOf = (typed: string | undefined): string | undefined =>
  typed !== undefined && /^\d+(\.\d{1,2})?$/.test(typed) ? String(Math.round(Number(typed) * 100)) : undefined;

const nextDay = (isoDate: string): string => new Date(Date.parse(isoDate) + 86_400_000).toISOString().slice(0, 10);

/** What the API takes for what stands in the address: days are the merchant's, amounts are typed in yuan. */
const asked = ({ from, until, min_total, max_total, ...rest }: UrlState, zone: string): UrlState => ({
  ...rest,
  from: from ? toInstant(`${from}T00:00`, zone) : undefined,
  until: until ? toInstant(`${nextDay(until)}T00:00`, zone) : undefined,
  min_total: minorOf(min_total),
  max_total: minorOf(max_total),
});

const columns = (nameOf: (offer: string) => string): readonly Column<Listed>[] => [
  {
    id: "code",
    title: words.code,
    kind: "mono",
    cell: ({ id, code }) => (
      <Link to="/quotes/$id" params={{ id }}>
        {code}
      </Link>
    ),
    value: ({ code }) => code,
  },
  { id: "at", title: words.at, cell: ({ at }) => <When at={at} />, value: ({ at }) => at },
  {
    id: "total",
    title: words.total,
    kind: "number",
    cell: ({ total, currency }) => written.money(total, currency),
    value: ({ total }) => total,
  },
  {
    id: "market",
    title: words.market,
    cell: ({ market, channel }) => `${market} · ${channel}`,
    value: ({ market, channel }) => `${market} ${channel}`,
  },
  { id: "options", title: words.options, kind: "number", cell: ({ options }) => options, value: (q) => q.options },
  { id: "missing", title: words.missing, kind: "number", cell: ({ missing }) => missing, value: (q) => q.missing },
  {
    id: "offers",
    title: words.offer,
    cell: ({ missing_offers }) => <span className="clip">{written.names(missing_offers.map(nameOf))}</span>,
    value: ({ missing_offers }) => missing_offers.join(" "),
  },
  {
    id: "plan",
    title: words.plan,
    kind: "mono",
    cell: ({ plan }) =>
      plan ? (
        <Link to="/plans/$id" params={{ id: plan }}>
          {plan.slice(0, 12)}…
        </Link>
      ) : (
        "—"
      ),
    value: ({ plan }) => plan,
  },
  {
    id: "version",
    title: words.version,
    kind: "mono",
    optional: true,
    cell: ({ catalogue_version }) => catalogue_version.slice(0, 12),
    value: ({ catalogue_version }) => catalogue_version,
  },
];

/** Recorded quotes: found by what a shopper reads out, by when, by how much, and by what they missed. */
export default function Quotes() {
  const zone = useZone();
  const may = useMay();
  const catalogue = useQuery({ ...catalogueQuery, enabled: may("catalogue:read") }).data?.catalogue;
  const names = new Map(catalogue?.offers.map((offer) => [offer.id, offerTitle(offer, catalogue, locale)]));
  const filters: readonly Filter[] = [
    { id: "code", title: words.code, kind: "text", placeholder: words.codeHint },
    { id: "from", title: words.from, kind: "date" },
    { id: "until", title: words.until, kind: "date" },
    { id: "min_total", title: words.min, kind: "text" },
    { id: "max_total", title: words.max, kind: "text" },
    {
      id: "missing",
      title: words.missing,
      kind: "choice",
      choices: [
        ["some", words.missingSome],
        ["none", words.missingNone],
      ],
    },
    { id: "offer", title: words.offer, kind: "choice", choices: [...names] },
  ];
  return (
    <Page title={words.title}>
      <List
        name="quotes"
        label={words.title}
        fetchPage={(given, page, signal) => api.searchQuotes({ ...asked(given, zone), ...page }, { signal })}
        columns={columns((offer) => names.get(offer) ?? offer)}
        rowKey={({ id }) => id}
        open={({ id }) => `/quotes/${id}`}
        filters={filters}
        empty={words.empty}
      />
    </Page>
  );
}
