import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import type { Column } from "../../parts/table.tsx";
import { useUrlState } from "../../url-state.ts";
import { ledgerWords } from "../../words/ledger.ts";
import { planWords } from "../../words/plan.ts";
import { usePartnerName } from "../adjustments/use-partner-name.ts";

const words = wordsOf(ledgerWords);
const { kinds } = wordsOf(planWords);
type Line = Awaited<ReturnType<typeof api.statement>>["items"][number];

const columnsIn = (currency: string): readonly Column<Line>[] => [
  { id: "entry", title: words.entry, kind: "mono", cell: ({ entry }) => entry, value: ({ entry }) => entry },
  { id: "day", title: words.day, cell: ({ booked_on }) => booked_on, value: ({ booked_on }) => booked_on },
  { id: "kind", title: words.kind, cell: ({ kind }) => kinds[kind] ?? kind, value: ({ kind }) => kind },
  {
    id: "plan",
    title: words.plan,
    kind: "mono",
    cell: ({ plan }) =>
      plan && (
        <Link to="/plans/$id" params={{ id: plan }}>
          {plan}
        </Link>
      ),
    value: ({ plan }) => plan,
  },
  {
    id: "reference",
    title: words.reference,
    kind: "mono",
    cell: ({ reference }) => reference,
    value: ({ reference }) => reference,
  },
  {
    id: "amount",
    title: words.amount,
    kind: "number",
    cell: ({ amount }) => written.difference(amount, currency),
    value: ({ amount }) => amount,
  },
  {
    id: "balance",
    title: words.after,
    kind: "number",
    cell: ({ balance }) => written.money(balance, currency),
    value: ({ balance }) => balance,
  },
];

/** One account's lines, oldest first, with its balance after each. */
export default function Statement() {
  const { account } = useParams({ strict: false }) as { account: string };
  const [{ currency = "CNY", partner }] = useUrlState();
  const partnerOf = usePartnerName();
  const trial = useQuery({
    queryKey: ["plans", "trial-balance", undefined],
    queryFn: ({ signal }) => api.trialBalance({}, { signal }),
  });
  const name = trial.data?.accounts.find((each) => each.account === account)?.name[locale] ?? account;
  return (
    <Page
      title={words.statement(partner ? `${name} · ${partnerOf(partner)}` : name)}
      up={{ to: "/ledger", text: words.title }}
    >
      <List
        name="ledger"
        of={`${account} ${currency} ${partner}`}
        label={name}
        fetchPage={(_, page, signal) =>
          api.statement({ account, currency, ...(partner ? { partner } : {}), ...page }, { signal })
        }
        columns={columnsIn(currency)}
        rowKey={({ entry, balance }) => `${entry} ${balance}`}
        empty={words.noLines}
      />
    </Page>
  );
}
