import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { List } from "../../parts/list.tsx";
import { NewAdjustment } from "../../parts/new-adjustment.tsx";
import { Page } from "../../parts/page.tsx";
import { Person } from "../../parts/person.tsx";
import type { Column } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { BackTime } from "./back.tsx";
import { Emergency } from "./emergency.tsx";
import { useTitleOf } from "./queries.ts";
import type { AdjustmentRecord } from "./reach.ts";
import { AdjustmentState } from "./state.tsx";

const words = wordsOf(adjustmentsWords);

function columnsWith(titleOf: ReturnType<typeof useTitleOf>): readonly Column<AdjustmentRecord>[] {
  return [
    {
      id: "title",
      title: words.one,
      cell: ({ id, adjustment }) => (
        <>
          <Link to="/adjustments/$id" params={{ id }}>
            {titleOf(adjustment)}
          </Link>
          <small>
            <code>{id}</code> {words.causes[adjustment.cause]}
          </small>
        </>
      ),
      value: ({ id, adjustment }) => `${titleOf(adjustment)} (${id})`,
    },
    {
      id: "state",
      title: words.state,
      cell: (record) => <AdjustmentState record={record} />,
      value: ({ state }) => words.states[state],
    },
    {
      id: "start",
      title: words.start,
      cell: ({ adjustment }) => (adjustment.starts_at ? <When at={adjustment.starts_at} /> : "—"),
      value: ({ adjustment }) => adjustment.starts_at ?? "",
    },
    {
      id: "back",
      title: words.back,
      cell: ({ adjustment }) => <BackTime back={adjustment.back} kind={adjustment.kind} />,
    },
    {
      id: "author",
      title: words.author,
      cell: (row) => <Person id={row.created_by} />,
      value: (row) => row.created_by,
    },
    {
      id: "review",
      title: words.review,
      optional: true,
      cell: ({ review }) => (review ? words.reviewStates[review.state] : "—"),
      value: ({ review }) => review?.state ?? "",
    },
    {
      id: "version",
      title: words.version,
      kind: "number",
      cell: ({ version }) => version,
      value: ({ version }) => version,
    },
  ];
}

export default function Adjustments() {
  const titleOf = useTitleOf();
  const columns = useMemo(() => columnsWith(titleOf), [titleOf]);
  return (
    <Page
      title={words.title}
      actions={
        <>
          <Emergency />
          <NewAdjustment label={words.create} />
        </>
      }
    >
      <List
        name="adjustments"
        label={words.title}
        fetchPage={(filters, page, signal) => api.adjustments({ ...filters, ...page }, { signal })}
        columns={columns}
        rowKey={({ id }) => id}
        open={({ id }) => `/adjustments/${id}`}
        filters={[
          { id: "state", title: words.state, kind: "choice", choices: Object.entries(words.states) },
          { id: "review", title: words.review, kind: "choice", choices: Object.entries(words.reviews) },
        ]}
        empty={words.empty}
      />
    </Page>
  );
}
