import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Hourglass, RotateCw } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { refusalText } from "../../parts/failure.tsx";
import { List } from "../../parts/list.tsx";
import { State } from "../../parts/state.tsx";
import type { Column } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { useMay } from "../../session.ts";
import { webhooksWords } from "../../words/webhooks.ts";
import type { Endpoint } from "./endpoints.tsx";

const words = wordsOf(webhooksWords);
type Delivery = Awaited<ReturnType<typeof api.webhookDeliveries>>["items"][number];

const LOOKS = {
  waiting: [Hourglass, "waiting"],
  delivered: [CircleCheck, "good"],
  dead: [CircleAlert, "bad"],
} as const;

/** What became of each event at each endpoint, newest first; one, several, or those given up can be sent again. */
export function Deliveries({ endpoints }: { readonly endpoints: readonly Endpoint[] }) {
  const may = useMay()("webhooks:manage");
  const urlOf = (id: string) => endpoints.find((each) => each.id === id)?.url ?? id;
  return (
    <List
      name="webhooks"
      label={words.deliveries}
      fetchPage={(filters, page, signal) =>
        api.webhookDeliveries({ ...filters, ...page } as Parameters<typeof api.webhookDeliveries>[0], { signal })
      }
      columns={columnsOf(urlOf)}
      rowKey={({ id }) => id}
      filters={[
        {
          id: "state",
          title: words.state,
          kind: "choice",
          choices: Object.entries(words.deliveryStates),
        },
        {
          id: "endpoint",
          title: words.endpoint,
          kind: "choice",
          choices: endpoints.map(({ id, url }) => [id, url] as const),
        },
        { id: "subject", title: words.subject, kind: "text" },
      ]}
      bulk={may ? [{ label: words.again, run: ({ id }) => api.replayWebhook(id) }] : []}
      empty={words.noDeliveries}
    />
  );
}

const columnsOf = (urlOf: (id: string) => string): readonly Column<Delivery>[] => [
  { id: "type", title: words.type, kind: "mono", cell: ({ type }) => type, value: ({ type }) => type },
  {
    id: "subject",
    title: words.subject,
    kind: "mono",
    cell: ({ subject }) => subject,
    value: ({ subject }) => subject,
  },
  {
    id: "state",
    title: words.state,
    cell: ({ state }) => {
      const [icon, tone] = LOOKS[state];
      return (
        <State icon={icon} tone={tone}>
          {words.deliveryStates[state]}
        </State>
      );
    },
    value: ({ state }) => state,
  },
  {
    id: "attempts",
    title: words.attempts,
    kind: "number",
    cell: ({ attempts }) => attempts,
    value: ({ attempts }) => attempts,
  },
  {
    id: "answer",
    title: words.answer,
    cell: ({ last_status, last_error }) => last_error ?? last_status ?? words.never,
    value: ({ last_status, last_error }) => last_error ?? last_status,
  },
  {
    id: "last",
    title: words.last,
    cell: ({ last_attempt_at }) => (last_attempt_at ? <When at={last_attempt_at} /> : words.never),
    value: ({ last_attempt_at }) => last_attempt_at,
  },
  {
    id: "next",
    title: words.next,
    cell: ({ next_attempt_at }) => (next_attempt_at ? <When at={next_attempt_at} relative /> : words.never),
    value: ({ next_attempt_at }) => next_attempt_at,
  },
  {
    id: "endpoint",
    title: words.endpoint,
    kind: "mono",
    optional: true,
    cell: ({ endpoint }) => urlOf(endpoint),
    value: ({ endpoint }) => urlOf(endpoint),
  },
  { id: "at", title: words.at, cell: ({ at }) => <When at={at} />, value: ({ at }) => at },
  { id: "actions", title: words.actions, cell: (delivery) => <Again delivery={delivery} /> },
];

function Again({ delivery: { id, state } }: { readonly delivery: Delivery }) {
  const may = useMay()("webhooks:manage");
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => api.replayWebhook(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  if (state === "waiting") return again.isSuccess ? words.sentAgain : null;
  return (
    <>
      <button
        type="button"
        className="btn quiet"
        disabled={!may || again.isPending}
        title={may ? undefined : words.needs}
        onClick={() => again.mutate()}
      >
        <RotateCw size={14} aria-hidden="true" />
        {words.again}
      </button>
      {again.isError && <small className="field-error">{refusalText(again.error)}</small>}
    </>
  );
}
