import { Link } from "@tanstack/react-router";
import { Check as CheckIcon, Minus } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { State } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { useZone } from "../../session.ts";
import { quotesWords } from "../../words/quotes.ts";
import { checkText } from "./check-text.ts";
import type { Check, OfferTrace, Traced } from "./checks.ts";

const words = wordsOf(quotesWords);

interface ConditionsProps {
  readonly traced: Traced;
  readonly offer: OfferTrace;
  readonly checks: readonly Check[];
}

/** Conditions one by one: asked for, found at that time, verdict, source. */
export function Conditions({ traced, offer, checks }: ConditionsProps) {
  const zone = useZone();
  const { quote, offers, as_of } = traced;
  const terms = offers.find(({ id }) => id === offer.offer)?.terms_version ?? 1;
  const texts = checks.map((check, index) => ({
    ...checkText(check, { currency: quote.currency, zone, withheld: quote.withheld }),
    check,
    index,
  }));
  if (texts.length === 0) return null;
  return (
    <Table
      label={`${words.condition} ${offer.offer}`}
      rows={texts}
      rowKey={({ index }) => String(index)}
      columns={[
        { id: "name", title: words.condition, width: "15%", cell: ({ name }) => name },
        {
          id: "wanted",
          title: words.wanted,
          width: "31%",
          cell: ({ wanted }) => <span className="keep">{wanted}</span>,
        },
        { id: "found", title: words.found, cell: ({ found }) => <span className="keep">{found}</span> },
        {
          id: "verdict",
          title: words.verdict,
          width: "96px",
          cell: ({ check }) => (
            <State icon={check.holds ? CheckIcon : Minus} tone={check.holds ? "good" : "paused"}>
              {check.holds ? words.holds : words.fails}
            </State>
          ),
        },
        {
          id: "source",
          title: words.source,
          width: "148px",
          cell: ({ check }) =>
            check.adjustment ? (
              <Link to="/adjustments/$id" params={{ id: check.adjustment }}>
                <code>{check.adjustment}</code>
              </Link>
            ) : check.check === "offer" || check.check === "cap" ? (
              <code title={as_of.catalogue_version}>{as_of.catalogue_version.slice(0, 12)}</code>
            ) : (
              words.terms(terms)
            ),
        },
      ]}
    />
  );
}
