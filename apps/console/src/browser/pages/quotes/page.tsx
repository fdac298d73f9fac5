import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Download, MessageSquare } from "lucide-react";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { CheckoutView } from "../../parts/checkout-view.tsx";
import { download } from "../../parts/csv.ts";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { merchantName, useSession, useZone } from "../../session.ts";
import { useUrlState } from "../../url-state.ts";
import { quotesWords } from "../../words/quotes.ts";
import type { Traced } from "./checks.ts";
import { Instants } from "./instants.tsx";
import { Moments } from "./moments.tsx";
import { Replay } from "./replay.tsx";
import { Trace } from "./trace.tsx";

const words = wordsOf(quotesWords);

/** One recorded quote: whether it replays, what the shopper saw, why each way was there or missing, then and at other instants. */
export default function QuotePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [{ at }, setUrl] = useUrlState();
  const traced = useQuery({
    queryKey: ["quotes", "trace", id, at ?? ""],
    queryFn: ({ signal }) => api.traceQuote(id, { ...(at ? { at } : {}), locale }, { signal }),
    placeholderData: keepPreviousData,
  });
  const show = (instant: string | undefined) => setUrl({ at: instant });
  return (
    <Page
      title={words.quote(traced.data?.quote.code ?? "")}
      up={{ to: "/quotes", text: words.title }}
      facts={traced.data && <QuoteFacts traced={traced.data} />}
      actions={traced.data && <Actions traced={traced.data} />}
    >
      <Loaded query={traced} rows={16}>
        {(data) => <Whole traced={data} onInstant={show} />}
      </Loaded>
    </Page>
  );
}

function Whole({ traced, onInstant }: { traced: Traced; onInstant: (at: string | undefined) => void }) {
  const zone = useZone();
  const { merchant } = useSession();
  const { quote, answer, as_of } = traced;
  const clock = written.moment(as_of.at, zone);
  return (
    <div className="column">
      <Replay traced={traced} />
      <Instants traced={traced} onInstant={onInstant} />
      <div className="quote-body">
        <Card title={as_of.own ? words.seen : words.seenThen} fact={`${clock} · 360 px`} flush className="seen">
          <CheckoutView
            quote={
              { id: quote.id, code: quote.code, ...(answer as object) } as Parameters<typeof CheckoutView>[0]["quote"]
            }
            selected={quote.plan?.offer}
            zone={zone}
            store={merchantName(merchant)}
            label={words.seen}
          />
        </Card>
        <div className="column">
          <Trace traced={traced} />
          <Moments traced={traced} onInstant={onInstant} />
        </div>
      </div>
    </div>
  );
}

function QuoteFacts({ traced: { quote } }: { traced: Traced }) {
  const zone = useZone();
  const { shopper } = quote;
  return (
    <>
      <span>
        {written.moment(quote.at, zone)}（{written.zone(zone)}）
      </span>
      <span>
        {words.cart} <b>{written.money(quote.total, quote.currency)}</b> {written.names(Object.keys(quote.categories))}
      </span>
      <span>
        {quote.market} · {quote.channel} · {quote.currency}
      </span>
      {shopper?.ref && (
        <span>
          {words.shopper} <code>{shopper.ref}</code>
        </span>
      )}
      {quote.withheld && <span>{words.withheld}</span>}
      {quote.plan && (
        <span>
          {words.regime}{" "}
          <Link to="/plans/$id" params={{ id: quote.plan.id }}>
            <code>{quote.plan.id}</code>
          </Link>
        </span>
      )}
    </>
  );
}

function Actions({ traced }: { traced: Traced }) {
  const { id, code, cases } = traced.quote;
  const [newest] = cases;
  async function evidence() {
    const answered = await api.readQuote(id);
    const file = JSON.stringify({ answered, traced }, null, 2);
    download(`quote-${code}.json`, new Blob([file], { type: "application/json" }));
  }
  return (
    <>
      {newest && (
        <Link to="/cases/$id" params={{ id: newest }} className="btn">
          <MessageSquare size={16} aria-hidden="true" />
          {words.cases(cases.length)}
        </Link>
      )}
      <button type="button" className="btn" onClick={() => void evidence()}>
        <Download size={16} aria-hidden="true" />
        {words.evidence}
      </button>
    </>
  );
}
