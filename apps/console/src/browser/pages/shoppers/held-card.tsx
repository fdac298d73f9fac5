import type { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { useZone } from "../../session.ts";
import { shoppersWords } from "../../words/shoppers.ts";

const words = wordsOf(shoppersWords);
type Found = Awaited<ReturnType<typeof api.findShopper>>;
type Kind = keyof Found["held"];

/** How each kind is kept and what an erasure does to it: the guide to operations has the columns one by one. */
const KEPT = {
  quotes: ["sealed", "erased"],
  plans: ["clear", "pseudonym"],
  consents: ["nameless", "kept"],
  contacts: ["mixed", "erased"],
  cases: ["sealed", "erased"],
  waitlist: ["sealed", "erased"],
  subscriptions: ["sealed", "erased"],
  vouchers: ["sealed", "nobody"],
  messages: ["mixed", "erased"],
} as const satisfies { readonly [K in Kind]: readonly [keyof typeof words.how, keyof typeof words.fates] };

const KINDS = Object.keys(KEPT) as Kind[];

const columnsOf = ({ held }: Found): readonly Column<Kind>[] => [
  { id: "kind", title: words.kind, cell: (kind) => words.kinds[kind][0] },
  { id: "count", title: words.count, kind: "number", cell: (kind) => written.count(held[kind]) },
  { id: "where", title: words.where, cell: (kind) => words.how[KEPT[kind][0]] },
  { id: "until", title: words.until, cell: (kind) => words.kinds[kind][1] },
  { id: "fate", title: words.onErasure, cell: (kind) => words.fates[KEPT[kind][1]] },
];

/** What is kept of a shopper, by kind: how much, how, for how long, and what an erasure does to it. */
export function HeldCard({ found }: { readonly found: Found }) {
  const zone = useZone();
  const total = Object.values(found.held).reduce((sum, count) => sum + count, 0);
  const fact = words.heldFact(written.count(total), written.moment(found.found_at, zone));
  return (
    <Card title={words.held} fact={fact} flush>
      <Table
        label={words.held}
        columns={columnsOf(found)}
        rows={KINDS}
        rowKey={(kind) => kind}
        rowClass={(kind) => (found.held[kind] === 0 ? "quiet" : undefined)}
      />
      <p className="note pad">{words.sealedNote}</p>
    </Card>
  );
}
