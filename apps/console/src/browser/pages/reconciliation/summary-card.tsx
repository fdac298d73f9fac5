import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Table } from "../../parts/table.tsx";
import { reconciliationWords } from "../../words/reconciliation.ts";
import { netOf, type Reconciliation } from "./summary.ts";

const words = wordsOf(reconciliationWords);

/** Both sides part by part; the parts add up to both totals. */
export function SummaryCard({ record }: { readonly record: Reconciliation }) {
  return (
    <Card title={words.summary} fact={words.summaryFact} flush>
      {(record.summary ?? []).map(({ currency, parts, there, here }) => {
        const money = (minor: number) => written.money(minor, currency);
        const apart = (a: number, b: number) => written.difference(a - b, currency);
        return (
          <Table
            key={currency}
            label={`${words.summary} ${currency}`}
            rows={parts}
            rowKey={({ part }) => part}
            columns={[
              { id: "part", title: words.part, cell: ({ part }) => words.parts[part] ?? part },
              { id: "rows", title: words.rows, kind: "number", cell: (row) => Math.max(row.there.rows, row.here.rows) },
              { id: "there", title: words.there, kind: "number", cell: (row) => money(netOf(row.there)) },
              { id: "here", title: words.here, kind: "number", cell: (row) => money(netOf(row.here)) },
              {
                id: "apart",
                title: words.apart,
                kind: "number",
                cell: (row) => apart(netOf(row.there), netOf(row.here)),
              },
            ]}
            foot={
              <tr>
                <td>{currency}</td>
                <td className="number">{Math.max(there.rows, here.rows)}</td>
                <td className="number">{money(netOf(there))}</td>
                <td className="number">{money(netOf(here))}</td>
                <td className="number">{apart(netOf(there), netOf(here))}</td>
              </tr>
            }
          />
        );
      })}
    </Card>
  );
}
