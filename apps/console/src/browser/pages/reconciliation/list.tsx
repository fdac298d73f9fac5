import { Link } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import { Person } from "../../parts/person.tsx";
import type { Column } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { reconciliationWords } from "../../words/reconciliation.ts";
import { usePartnerNames } from "./partner-names.ts";
import { differingOf, type Reconciliation } from "./summary.ts";
import { UploadCard } from "./upload-card.tsx";

const words = wordsOf(reconciliationWords);

/** Settlement files that were imported, and a place for the next. */
export default function Reconciliations() {
  const nameOf = usePartnerNames();
  const columns: readonly Column<Reconciliation>[] = [
    {
      id: "id",
      title: words.id,
      kind: "mono",
      cell: ({ id }) => (
        <Link to="/reconciliation/$id" params={{ id }}>
          {id}
        </Link>
      ),
      value: ({ id }) => id,
    },
    { id: "partner", title: words.partner, cell: ({ partner }) => nameOf(partner), value: ({ partner }) => partner },
    {
      id: "days",
      title: words.days,
      cell: ({ from, until }) => (from === null ? "—" : `${from} – ${until}`),
      value: ({ from, until }) => `${from} ${until}`,
    },
    { id: "state", title: words.state, cell: ({ state }) => words.states[state], value: ({ state }) => state },
    {
      id: "rows",
      title: words.rows,
      kind: "number",
      cell: ({ rows }) => written.count(rows),
      value: ({ rows }) => rows,
    },
    {
      id: "differing",
      title: words.differing,
      kind: "number",
      cell: (one) => written.count(differingOf(one)),
      value: differingOf,
    },
    {
      id: "at",
      title: words.at,
      cell: ({ created_at }) => <When at={created_at} />,
      value: ({ created_at }) => created_at,
    },
    {
      id: "by",
      title: words.by,
      cell: ({ created_by }) => <Person id={created_by} />,
      value: ({ created_by }) => created_by,
    },
  ];
  return (
    <Page title={words.title}>
      <UploadCard />
      <List
        name="reconciliation"
        label={words.title}
        fetchPage={(_, page, signal) => api.reconciliations(page, { signal })}
        columns={columns}
        rowKey={({ id }) => id}
        open={({ id }) => `/reconciliation/${id}`}
        empty={words.empty}
      />
    </Page>
  );
}
