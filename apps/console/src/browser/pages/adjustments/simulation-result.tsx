import { useState } from "react";
import { locale, wordsOf, written } from "../../locale.ts";
import { simulationWords } from "../../words/simulation.ts";
import { CheapestMove } from "./cheapest-move.tsx";
import { Examples } from "./examples.tsx";
import { LeftWithout } from "./left-without.tsx";
import type { Simulation } from "./queries.ts";
import { type Catalogue, offerTitle } from "./reach.ts";
import { type Impact, waterfallOf } from "./waterfall.ts";

const words = wordsOf(simulationWords);
type Summary = NonNullable<Simulation["summary"]>;

/** What a replay came to, in the currency of most carts unless another is chosen. */
export function SimulationResult({ summary, catalogue }: { readonly summary: Summary; readonly catalogue: Catalogue }) {
  const ranked = [...summary.currencies].sort((a, b) => b.all.carts - a.all.carts);
  const [currency, setCurrency] = useState(ranked[0]?.currency);
  const impact = ranked.find((one) => one.currency === currency);
  if (!impact) return <p className="note pad">{words.nothingRecorded}</p>;
  return (
    <>
      {ranked.length > 1 && (
        <div className="seg in-card">
          {ranked.map((one) => (
            <button
              key={one.currency}
              type="button"
              aria-pressed={one.currency === currency}
              onClick={() => setCurrency(one.currency)}
            >
              {one.currency} {written.count(one.all.carts)}
            </button>
          ))}
        </div>
      )}
      <WaterfallTable impact={impact} catalogue={catalogue} />
      <div className="two-halves">
        <CheapestMove impact={impact} />
        <LeftWithout impact={impact} />
      </div>
      <Examples examples={summary.examples} catalogue={catalogue} />
      {summary.refused + summary.unreadable > 0 && (
        <p className="note pad">{words.unaffectedOf(written.count(summary.refused + summary.unreadable))}</p>
      )}
    </>
  );
}

interface WaterfallProps {
  readonly impact: Impact;
  readonly catalogue: Catalogue;
}

/** Rows of a table that add up, with a bar that begins where the one above it ended. */
function WaterfallTable({ impact, catalogue }: WaterfallProps) {
  const { carts, amount, ways, rows } = waterfallOf(impact);
  const titleOf = (id: string) => {
    const offer = catalogue.offers.find((one) => one.id === id);
    return offer ? offerTitle(offer, catalogue, locale) : id;
  };
  if (carts === 0) return <p className="note pad">{words.noneAffected}</p>;
  const money = (minor: number) => written.money(minor, impact.currency);
  return (
    <table className="table waterfall" aria-label={words.waterfall}>
      <thead>
        <tr>
          <th>{words.way}</th>
          <td />
          <th className="number">{words.carts}</th>
          <th className="number">{words.share}</th>
          <th className="number">{words.amount}</th>
        </tr>
      </thead>
      <tbody>
        <tr className="strong">
          <td>{ways.length === 1 ? words.losing(titleOf(ways[0]!)) : words.losingSeveral}</td>
          <Bar from={0} part={1} tone="whole" />
          <td className="number">{written.count(carts)}</td>
          <td className="number">100.0%</td>
          <td className="number">{money(amount)}</td>
        </tr>
        {rows.map((row) => (
          <tr key={row.option ?? ""} className={row.option === null ? "left-out" : undefined}>
            <td>{row.option === null ? words.left : `↳ ${titleOf(row.option)}`}</td>
            <Bar from={row.above / carts} part={row.carts / carts} tone={row.option === null ? "paused" : "caught"} />
            <td className="number">
              {row.option === null ? written.count(row.carts) : `−${written.count(row.carts)}`}
            </td>
            <td className="number">{written.share(row.carts / carts)}</td>
            <td className="number">{money(row.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Begins at the right, as what is lost is caught from there. */
function Bar({ from, part, tone }: { readonly from: number; readonly part: number; readonly tone: string }) {
  return (
    <td className="bar-cell" aria-hidden="true">
      <span className={`bar-part ${tone}`} style={{ marginInlineEnd: `${from * 100}%`, width: `${part * 100}%` }} />
    </td>
  );
}
