import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";
import { Person } from "../../parts/person.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { When } from "../../parts/when.tsx";
import { reconciliationWords } from "../../words/reconciliation.ts";
import { AgeingCard } from "./ageing-card.tsx";
import { Exceptions } from "./exceptions.tsx";
import { usePartnerNames } from "./partner-names.ts";
import type { Reconciliation } from "./summary.ts";
import { SummaryCard } from "./summary-card.tsx";

const words = wordsOf(reconciliationWords);
const UP = { to: "/reconciliation", text: words.title };

/** One settlement file: what it came to, and what it and the books don't agree on. */
export default function ReconciliationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery({
    queryKey: ["reconciliation", "one", id],
    queryFn: ({ signal }) => api.reconciliation(id, { signal }),
  });
  if (found.data) return <Found record={found.data} />;
  return (
    <Page title={id} up={UP}>
      <Loaded query={found} rows={14}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Found({ record }: { readonly record: Reconciliation }) {
  const { id, partner, from, until, rows, created_at, created_by, state } = record;
  const nameOf = usePartnerNames();
  return (
    <Page
      title={`${nameOf(partner)} · ${from} – ${until}`}
      up={UP}
      facts={
        <>
          <span>{words.states[state]}</span>
          <code>{id}</code>
          <span>
            {words.rows} {written.count(rows)}
          </span>
          <span>
            <Person id={created_by} /> <When at={created_at} />
          </span>
        </>
      }
    >
      <div className="column">
        <div className="halves">
          <SummaryCard record={record} />
          <AgeingCard record={record} />
        </div>
        <Exceptions record={record} />
      </div>
    </Page>
  );
}
