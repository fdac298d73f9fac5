import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, Hourglass } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { List } from "../../parts/list.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { State } from "../../parts/state.tsx";
import type { Column } from "../../parts/table.tsx";
import { useMay } from "../../session.ts";
import { reconciliationWords } from "../../words/reconciliation.ts";
import { ExceptionDialog, type Move } from "./exception-dialog.tsx";
import { type Exception, netOf, type Reconciliation, stakeOf } from "./summary.ts";

const words = wordsOf(reconciliationWords);

const LOOKS = {
  open: [CircleAlert, "paused"],
  proposed: [Hourglass, "waiting"],
  undo_proposed: [Hourglass, "waiting"],
  resolved: [CircleCheck, "good"],
  cleared: [CircleCheck, "plain"],
} as const satisfies Record<Exception["state"], readonly unknown[]>;

const NEEDS = {
  resolve: "reconciliation:write",
  undo: "reconciliation:write",
  approve: "reconciliation:approve",
} as const satisfies Record<Move, string>;

/** What can be done to an exception in each state. */
const MOVES: { readonly [S in Exception["state"]]: readonly Move[] } = {
  open: ["resolve"],
  proposed: ["approve", "undo"],
  resolved: ["undo"],
  undo_proposed: ["approve", "undo"],
  cleared: [],
};

const RESOLUTIONS = ["accepted", "claimed", "timing"] as const;
const side = (of: Exception["there"]) => (of ? written.money(netOf(of), of.currency) : "—");
const currencyOf = ({ there, here }: Exception) => (there ?? here)?.currency ?? "CNY";

const DecidedBy = ({ id }: { readonly id: string }) => <small title={id}>{words.decided(usePersonName()(id))}</small>;

const COLUMNS: readonly Column<Exception>[] = [
  {
    id: "state",
    title: words.state,
    cell: ({ state, decision }) => {
      const [icon, tone] = LOOKS[state];
      return (
        <>
          <State icon={icon} tone={tone}>
            {words.exceptionStates[state]}
          </State>
          {decision && <DecidedBy id={decision.by} />}
        </>
      );
    },
    value: ({ state }) => state,
  },
  { id: "reason", title: words.reason, cell: ({ reason }) => words.parts[reason], value: ({ reason }) => reason },
  {
    id: "reference",
    title: words.reference,
    kind: "mono",
    cell: ({ plan, reference }) =>
      plan ? (
        <Link to="/plans/$id" params={{ id: plan }}>
          {reference}
        </Link>
      ) : (
        reference
      ),
    value: ({ reference }) => reference,
  },
  {
    id: "there",
    title: words.there,
    kind: "number",
    cell: ({ there }) => side(there),
    value: ({ there }) => netOf(there),
  },
  { id: "here", title: words.here, kind: "number", cell: ({ here }) => side(here), value: ({ here }) => netOf(here) },
  {
    id: "stake",
    title: words.stake,
    kind: "number",
    cell: (one) => <b>{written.money(stakeOf(one), currencyOf(one))}</b>,
    value: stakeOf,
  },
];

const FILTERS = [
  { id: "state", title: words.state, kind: "choice", choices: Object.entries(words.exceptionStates) },
  {
    id: "reason",
    title: words.reason,
    kind: "choice",
    choices: Object.entries(words.parts).filter(([part]) => part !== "matched"),
  },
] as const;

/** A file's exceptions: each ended, approved or opened again, or many at once. */
export function Exceptions({ record }: { readonly record: Reconciliation }) {
  const may = useMay();
  const [chosen, setChosen] = useState<{ readonly move: Move; readonly exception: Exception }>();
  const moves: Column<Exception> = {
    id: "moves",
    title: words.moves,
    cell: (exception) => (
      <span className="row-actions">
        {MOVES[exception.state].map((move) => (
          <button
            key={move}
            type="button"
            className="btn quiet"
            disabled={!may(NEEDS[move])}
            title={may(NEEDS[move]) ? undefined : NEEDS[move]}
            onClick={() => setChosen({ move, exception })}
          >
            {move === "undo" && exception.state !== "resolved" ? words.withdraw : words[move]}
          </button>
        ))}
      </span>
    ),
  };
  const bulk = RESOLUTIONS.map((resolution) => ({
    label: words.resolutions[resolution],
    run: ({ id }: Exception) => api.resolveException(record.id, id, { resolution, note: words.bulkNote }),
  }));
  return (
    <section aria-label={words.exceptions}>
      <List
        name="reconciliation"
        of={record.id}
        label={`${words.exceptions} · ${record.id}`}
        fetchPage={(filters, page, signal) => api.exceptions(record.id, { ...filters, ...page }, { signal })}
        columns={[...COLUMNS, moves]}
        rowKey={({ id }) => id}
        filters={FILTERS}
        bulk={may("reconciliation:write") ? bulk : []}
        empty={words.noExceptions}
      />
      <ExceptionDialog reconciliation={record.id} chosen={chosen} onClose={() => setChosen(undefined)} />
    </section>
  );
}
