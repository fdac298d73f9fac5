import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Table } from "../../parts/table.tsx";
import { useZone } from "../../session.ts";
import { quotesWords } from "../../words/quotes.ts";
import type { Moment, Traced } from "./checks.ts";
import { momentText, offersText } from "./moment-text.ts";

const words = wordsOf(quotesWords);

/** The same cart and shopper at the other instants: what came and what went. The time line's table. */
export function Moments({ traced, onInstant }: { traced: Traced; onInstant: (at: string | undefined) => void }) {
  const zone = useZone();
  const { moments, offers, as_of } = traced;
  return (
    <Card title={words.compare} fact={words.compareFact} flush>
      <Table
        label={words.compare}
        className="moments"
        rows={moments}
        rowKey={({ at, why }) => at + why}
        rowClass={({ at }) => (at === as_of.at ? "now" : undefined)}
        columns={[
          {
            id: "at",
            title: words.at,
            cell: ({ at, why }) => (
              <button type="button" className="link" onClick={() => onInstant(why === "quote" ? undefined : at)}>
                {written.moment(at, zone)}
              </button>
            ),
          },
          {
            id: "version",
            title: words.catalogue,
            cell: (moment) => `${words.versionNo(moment.seq)} ${momentText(moment)}`,
          },
          { id: "difference", title: words.result, cell: (moment) => <Difference moment={moment} offers={offers} /> },
          {
            id: "counts",
            title: `${words.options} · ${words.missing}`,
            kind: "number",
            cell: ({ options, missing }) => words.counts(options, missing),
          },
        ]}
      />
    </Card>
  );
}

function Difference({ moment, offers }: { moment: Moment; offers: Traced["offers"] }) {
  if (moment.why === "quote") return <span className="quiet">{words.why.quote}</span>;
  if (moment.gained.length + moment.lost.length === 0) return <span className="quiet">{words.noDifference}</span>;
  return (
    <span className="keep">
      {moment.gained.length > 0 && (
        <>
          <b className="gained">{words.gained}</b> {offersText(moment.gained, offers)}{" "}
        </>
      )}
      {moment.lost.length > 0 && (
        <>
          <b className="lost">{words.lost}</b> {offersText(moment.lost, offers)}
        </>
      )}
    </span>
  );
}
