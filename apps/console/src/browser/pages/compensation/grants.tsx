import { CircleCheck, CircleSlash, Ticket } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { List } from "../../parts/list.tsx";
import { State } from "../../parts/state.tsx";
import type { Column } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { compensationWords } from "../../words/compensation.ts";

const words = wordsOf(compensationWords);
type Grant = Awaited<ReturnType<typeof api.grants>>["items"][number];

const LOOKS = { valid: [Ticket, "good"], used: [CircleCheck, "plain"], expired: [CircleSlash, "paused"] } as const;

const COLUMNS: readonly Column<Grant>[] = [
  {
    id: "shopper",
    title: words.shopper,
    kind: "mono",
    cell: ({ shopper }) => shopper ?? words.erased,
    value: ({ shopper }) => shopper,
  },
  {
    id: "amount",
    title: words.amount,
    kind: "number",
    cell: ({ amount, currency }) => written.money(amount, currency),
    value: ({ amount }) => amount,
  },
  {
    id: "state",
    title: words.voucherState,
    cell: ({ state }) => (
      <State icon={LOOKS[state][0]} tone={LOOKS[state][1]}>
        {words.voucherStates[state]}
      </State>
    ),
    value: ({ state }) => state,
  },
  {
    id: "issued",
    title: words.issued,
    cell: ({ issued_at }) => <When at={issued_at} />,
    value: ({ issued_at }) => issued_at,
  },
  {
    id: "redeemed",
    title: words.redeemed,
    cell: ({ redeemed_at }) => (redeemed_at ? <When at={redeemed_at} /> : "—"),
    value: ({ redeemed_at }) => redeemed_at,
  },
  { id: "order", title: words.order, kind: "mono", cell: ({ order }) => order ?? "—", value: ({ order }) => order },
];

/** Every voucher that was given, without its code. */
export function Grants({ id }: { readonly id: string }) {
  return (
    <section aria-label={words.grants}>
      <h2 className="section-title">{words.grants}</h2>
      <List
        name={`compensations.${id}`}
        label={words.grants}
        fetchPage={(_, page, signal) => api.grants(id, page, { signal })}
        columns={COLUMNS}
        rowKey={(grant) => grant.id}
        empty={words.noGrants}
      />
    </section>
  );
}
