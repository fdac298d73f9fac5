import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { allPages } from "../../parts/all-pages.ts";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/failure.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Table } from "../../parts/table.tsx";
import { useNow } from "../../parts/when.tsx";
import { reconciliationWords } from "../../words/reconciliation.ts";
import { agesOf, type Exception, type Reconciliation } from "./summary.ts";

const words = wordsOf(reconciliationWords);
const PAGES = 20;

/** Up to a thousand of a file's exceptions. */
const exceptionsOf = (id: string, signal: AbortSignal): Promise<readonly Exception[]> =>
  allPages(PAGES, (after) => api.exceptions(id, after, { signal }));

/** How old the exceptions are that nobody has ended, as bars in a table of their figures. */
export function AgeingCard({ record }: { readonly record: Reconciliation }) {
  const now = useNow();
  const found = useQuery({
    queryKey: ["reconciliation", "ageing", record.id],
    queryFn: ({ signal }) => exceptionsOf(record.id, signal),
  });
  const currency = record.summary?.[0]?.currency ?? "CNY";
  return (
    <Card title={words.ageing} fact={words.ageingFact} flush>
      <Loaded query={found} rows={4}>
        {(exceptions) => {
          const ages = agesOf(exceptions, now);
          const most = Math.max(...ages.map(({ count }) => count));
          if (most === 0) return <Empty>{words.none}</Empty>;
          return (
            <Table
              label={words.age}
              rows={ages.map((age, at) => ({ ...age, name: words.ages[at]! }))}
              rowKey={({ name }) => name}
              columns={[
                { id: "age", title: words.age, cell: ({ name }) => name },
                {
                  id: "count",
                  title: words.exceptions,
                  width: "45%",
                  cell: ({ count }) => (
                    <span className="age">
                      <i style={{ width: `${(80 * count) / most}%` }} />
                      {written.count(count)}
                    </span>
                  ),
                },
                {
                  id: "stake",
                  title: words.stake,
                  kind: "number",
                  cell: ({ stake }) => written.money(stake, currency),
                },
              ]}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
