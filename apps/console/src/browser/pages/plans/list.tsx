import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import { Strip } from "../../parts/strip.tsx";
import type { Column } from "../../parts/table.tsx";
import { Day, When } from "../../parts/when.tsx";
import { useMay } from "../../session.ts";
import { plansWords } from "../../words/plans.ts";
import { catalogueQuery } from "../adjustments/queries.ts";
import { openRows, periodsOf } from "./periods.ts";
import { PLAN_STATE_NAMES, PlanState } from "./plan-state.tsx";
import { ProposalsCard } from "./proposals-card.tsx";

const words = wordsOf(plansWords);
type Plan = Awaited<ReturnType<typeof api.plans>>["items"][number];

const COLUMNS: readonly Column<Plan>[] = [
  {
    id: "id",
    title: words.id,
    kind: "mono",
    cell: ({ id }) => (
      <Link to="/plans/$id" params={{ id }}>
        {id}
      </Link>
    ),
    value: ({ id }) => id,
  },
  { id: "state", title: words.state, cell: (plan) => <PlanState plan={plan} />, value: ({ state }) => state },
  {
    id: "partner",
    title: words.partner,
    cell: ({ partner }) => partner.name[locale],
    value: ({ partner }) => partner.name[locale],
  },
  {
    id: "strip",
    title: words.strip,
    width: "22%",
    cell: (plan) => <Strip periods={periodsOf(plan)} height={12} label={words.stripOf(plan.schedule.length)} />,
  },
  {
    id: "outstanding",
    title: words.outstanding,
    kind: "number",
    cell: ({ balance, currency }) => written.money(balance.outstanding, currency),
    value: ({ balance }) => balance.outstanding,
  },
  {
    id: "next",
    title: words.next,
    cell: (plan) => {
      const [next] = openRows(plan);
      return next ? <Day on={next.due_on} /> : "—";
    },
    value: (plan) => openRows(plan)[0]?.due_on ?? "",
  },
  {
    id: "order",
    title: words.order,
    kind: "mono",
    cell: ({ order_ref }) => order_ref,
    value: ({ order_ref }) => order_ref,
  },
  {
    id: "created",
    title: words.created,
    optional: true,
    cell: (plan) => <When at={plan.created_at} />,
    value: (plan) => plan.created_at,
  },
];

export default function Plans() {
  const catalogue = useQuery({ ...catalogueQuery, enabled: useMay()("catalogue:read") });
  const partners = catalogue.data?.catalogue.partners.map(({ id, name }) => [id, name[locale]] as const);
  return (
    <Page title={words.title}>
      <ProposalsCard />
      <List
        name="plans"
        label={words.title}
        fetchPage={(filters, page, signal) => api.plans({ ...filters, ...page }, { signal })}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        open={({ id }) => `/plans/${id}`}
        filters={[
          { id: "state", title: words.state, kind: "choice", choices: Object.entries(PLAN_STATE_NAMES) },
          ...(partners ? [{ id: "partner", title: words.partner, kind: "choice" as const, choices: partners }] : []),
          { id: "q", title: words.find, kind: "text" },
          { id: "due_from", title: words.dueFrom, kind: "date" },
          { id: "due_until", title: words.dueUntil, kind: "date" },
          {
            id: "sort",
            title: words.sort,
            kind: "choice",
            otherwise: words.newest,
            choices: Object.entries(words.sorts),
          },
        ]}
        empty={words.empty}
      />
    </Page>
  );
}
