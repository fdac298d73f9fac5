import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Strip } from "../../parts/strip.tsx";
import { simulationWords } from "../../words/simulation.ts";
import type { Simulation } from "./queries.ts";
import { cheapestOf, periodsOfOption, titleOfOption } from "./quote-options.ts";
import type { Catalogue } from "./reach.ts";

const words = wordsOf(simulationWords);
type Examples = NonNullable<Simulation["summary"]>["examples"];
const OF_A_KIND = 2;
const SHOWN = 6;

/** Some quotes that change, as they were then; each leads to its own page. */
export function Examples({ examples, catalogue }: { readonly examples: Examples; readonly catalogue: Catalogue }) {
  const chosen = examples
    .flatMap(({ kind, quotes }) => quotes.slice(0, OF_A_KIND).map((id) => ({ kind, id })))
    .filter(({ id }, at, all) => all.findIndex((one) => one.id === id) === at)
    .slice(0, SHOWN);
  const quotes = useQueries({
    queries: chosen.map(({ id }) => ({
      queryKey: ["quotes", "one", id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.readQuote(id, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  });
  if (chosen.length === 0) return null;
  return (
    <table className="table examples" aria-label={words.examples}>
      <thead>
        <tr>
          <th>{words.example}</th>
          <th>{words.kind}</th>
          <th className="number">{words.cart}</th>
          <th>{words.cheapestWay}</th>
          <th className="number">{words.total}</th>
        </tr>
      </thead>
      <tbody>
        {chosen.map(({ id, kind }, at) => {
          const quote = quotes[at]?.data;
          const cheapest = quote && cheapestOf(quote);
          return (
            <tr key={id}>
              <td className="mono">
                <Link to={`/quotes/${id}`} title={words.openQuote(quote?.code ?? id)}>
                  {quote?.code ?? id}
                </Link>
              </td>
              <td>{words.kinds[kind] ?? kind}</td>
              <td className="number">{quote ? written.money(quote.total, quote.currency) : "—"}</td>
              <td>
                {cheapest ? (
                  <span className="way-strip">
                    <Strip
                      periods={periodsOfOption(cheapest)}
                      height={10}
                      label={titleOfOption(cheapest, catalogue, locale)}
                    />
                    {titleOfOption(cheapest, catalogue, locale)}
                  </span>
                ) : (
                  "—"
                )}
              </td>
              <td className="number">
                {cheapest?.total != null && quote ? written.money(cheapest.total, quote.currency) : "—"}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
