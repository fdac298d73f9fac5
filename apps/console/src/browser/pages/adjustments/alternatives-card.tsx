import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Strip } from "../../parts/strip.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { Simulation } from "./queries.ts";
import { eachOf, type Option, periodsOfOption, type Quote, titleOfOption } from "./quote-options.ts";
import { type AdjustmentRecord, type Catalogue, offerTitle, reachedOffers } from "./reach.ts";
import { waterfallOf } from "./waterfall.ts";

const words = wordsOf(adjustmentsWords);

interface AlternativesProps {
  readonly record: AdjustmentRecord;
  readonly catalogue: Catalogue;
  readonly simulation: Simulation | null | undefined;
}

/** 4: what is offered instead; once simulated, priced for a real cart, with what each of them catches. */
export function AlternativesCard({ record, catalogue, simulation }: AlternativesProps) {
  const { alternatives } = record.adjustment;
  const quote = useExample(simulation);
  return (
    <Card
      title={words.alternatives}
      step={4}
      anchor="alternatives"
      fact={quote ? words.pricedBy(quote.code, written.money(quote.total, quote.currency)) : words.unpriced}
      flush
    >
      <div className="pad">
        {alternatives === undefined && <p className="quiet-text">{words.undecidedYet}</p>}
        {alternatives === "auto" && <p className="note">{words.auto}</p>}
        {Array.isArray(alternatives) && !quote && (
          <ol className="ranked">
            {alternatives.map((id) => (
              <li key={id}>
                {titleOf(id, catalogue)} <code>{id}</code>
              </li>
            ))}
          </ol>
        )}
      </div>
      {quote && simulation?.summary && (
        <Priced record={record} catalogue={catalogue} quote={quote} summary={simulation.summary} />
      )}
    </Card>
  );
}

const titleOf = (id: string, catalogue: Catalogue): string => {
  const offer = catalogue.offers.find((one) => one.id === id);
  return offer ? offerTitle(offer, catalogue, locale) : id;
};

/** The first quote that loses a way, as it was answered then. */
function useExample(simulation: Simulation | null | undefined): Quote | undefined {
  const id = simulation?.summary?.examples.find(({ kind }) => kind === "losing")?.quotes[0];
  return useQuery({
    queryKey: ["quotes", "one", id],
    queryFn: ({ signal }) => api.readQuote(id!, { signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  }).data;
}

interface PricedProps {
  readonly record: AdjustmentRecord;
  readonly catalogue: Catalogue;
  readonly quote: Quote;
  readonly summary: NonNullable<Simulation["summary"]>;
}

/** The ways that are named, then those that catch; each as this cart would pay it, beside the way that it loses. */
function Priced({ record, catalogue, quote, summary }: PricedProps) {
  const impact = summary.currencies.find(({ currency }) => currency === quote.currency);
  if (!impact) return null;
  const { rows, carts } = waterfallOf(impact);
  const reached = new Set(reachedOffers(record.adjustment.scope, catalogue).map(({ id }) => id));
  const lost = quote.options.find(({ offer }) => reached.has(offer));
  const { alternatives } = record.adjustment;
  const named = Array.isArray(alternatives) ? alternatives : [];
  const caught = new Map(rows.map((row) => [row.option, row.carts]));
  const ways = [...new Set([...named, ...rows.flatMap(({ option }) => option ?? [])])];
  const full = Math.max(...quote.options.map(({ total }) => total ?? 0));
  const rates = ways.flatMap((id) => {
    const option = quote.options.find(({ offer }) => offer === id);
    return option ? [{ option, part: (caught.get(id) ?? 0) / Math.max(1, carts) }] : [];
  });
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{words.order}</th>
          <th>{words.way}</th>
          <td />
          <th className="number">{words.each}</th>
          <th className="number">{words.total}</th>
          <th className="number">{words.rate}</th>
          <th className="number">{lost ? words.against(titleOfOption(lost, catalogue, locale)) : ""}</th>
          <th className="number">{words.caught}</th>
        </tr>
      </thead>
      <tbody>
        {rates.map(({ option, part }, at) => (
          <PricedRow
            key={option.id}
            at={at + 1}
            option={option}
            title={titleOfOption(option, catalogue, locale)}
            lost={lost}
            full={full}
            part={part}
            quote={quote}
          />
        ))}
      </tbody>
    </table>
  );
}

interface PricedRowProps {
  readonly at: number;
  readonly option: Option;
  readonly title: string;
  readonly lost: Option | undefined;
  readonly full: number;
  readonly part: number;
  readonly quote: Quote;
}

function PricedRow({ at, option, title, lost, full, part, quote: { currency } }: PricedRowProps) {
  const each = eachOf(option);
  const apart = option.total !== null && lost?.total != null ? option.total - lost.total : null;
  return (
    <tr>
      <td>{at}</td>
      <td>{title}</td>
      <td className="strip-cell">
        <Strip periods={periodsOfOption(option)} full={full} height={10} label={title} />
      </td>
      <td className="number">{each === null ? "—" : written.money(each, currency)}</td>
      <td className="number">{option.total === null ? "—" : written.money(option.total, currency)}</td>
      <td className="number">{option.rate?.headline ? written.rate(option.rate.headline) : "—"}</td>
      <td className="number strong">{apart === null ? "—" : written.difference(apart, currency)}</td>
      <td className="number">{written.share(part)}</td>
    </tr>
  );
}
