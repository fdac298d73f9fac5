import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import { Person } from "../../parts/person.tsx";
import type { Column } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { useMay } from "../../session.ts";
import { compensationWords } from "../../words/compensation.ts";
import { type Compensation, CompensationState } from "./compensation-state.tsx";

const words = wordsOf(compensationWords);
const spentOf = ({ progress, rule }: Compensation): number => progress.granted * rule.amount;

const COLUMNS: readonly Column<Compensation>[] = [
  {
    id: "id",
    title: words.id,
    kind: "mono",
    cell: ({ id }) => (
      <Link to="/compensation/$id" params={{ id }}>
        {id}
      </Link>
    ),
    value: ({ id }) => id,
  },
  {
    id: "state",
    title: words.state,
    cell: ({ state }) => <CompensationState state={state} />,
    value: ({ state }) => state,
  },
  {
    id: "adjustment",
    title: words.adjustment,
    kind: "mono",
    cell: ({ adjustment }) => <Link to={`/adjustments/${adjustment}`}>{adjustment}</Link>,
    value: ({ adjustment }) => adjustment,
  },
  {
    id: "each",
    title: words.each,
    kind: "number",
    cell: ({ rule }) => written.money(rule.amount, rule.currency),
    value: ({ rule }) => rule.amount,
  },
  {
    id: "granted",
    title: words.granted,
    kind: "number",
    cell: ({ progress }) => written.count(progress.granted),
    value: ({ progress }) => progress.granted,
  },
  {
    id: "spent",
    title: words.spent,
    kind: "number",
    cell: (each) => written.money(spentOf(each), each.rule.currency),
    value: spentOf,
  },
  {
    id: "budget",
    title: words.budget,
    kind: "number",
    cell: ({ rule }) => written.money(rule.budget, rule.currency),
    value: ({ rule }) => rule.budget,
  },
  {
    id: "created",
    title: words.created,
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

export default function Compensations() {
  const may = useMay()("compensations:write");
  return (
    <Page
      title={words.title}
      facts={may ? undefined : words.needs("compensations:write")}
      actions={
        may && (
          <Link to="/compensation/new" className="btn filled">
            <Plus size={16} aria-hidden="true" />
            {words.new}
          </Link>
        )
      }
    >
      <List
        name="compensations"
        label={words.title}
        fetchPage={(filters, page, signal) => api.compensations({ ...filters, ...page }, { signal })}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        open={({ id }) => `/compensation/${id}`}
        filters={[{ id: "adjustment", title: words.adjustment, kind: "text" }]}
        empty={words.empty}
      />
    </Page>
  );
}
