import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleSlash } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { refusalText } from "../../parts/failure.tsx";
import { Menu } from "../../parts/menu.tsx";
import { State } from "../../parts/state.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { useMay, useZone } from "../../session.ts";
import { webhooksWords } from "../../words/webhooks.ts";
import { ReplayPeriod } from "./replay-period.tsx";

const words = wordsOf(webhooksWords);
export type Endpoint = Awaited<ReturnType<typeof api.webhookEndpoints>>["items"][number];

interface EndpointsProps {
  readonly items: readonly Endpoint[];
  readonly onSecret: (secret: string) => void;
}

/** Every address that is told of events. */
export function Endpoints({ items, onSecret }: EndpointsProps) {
  const [replaying, setReplaying] = useState<Endpoint>();
  const columns: readonly Column<Endpoint>[] = [
    { id: "url", title: words.url, kind: "mono", cell: ({ url }) => url },
    { id: "events", title: words.events, cell: ({ events }) => eventsText(events) },
    {
      id: "state",
      title: words.state,
      cell: ({ state }) => (
        <State icon={state === "enabled" ? CircleCheck : CircleSlash} tone={state === "enabled" ? "good" : "paused"}>
          {words.states[state]}
        </State>
      ),
    },
    { id: "secrets", title: words.secrets, cell: (endpoint) => <Secrets endpoint={endpoint} /> },
    { id: "created", title: words.created, cell: ({ created_at }) => <When at={created_at} /> },
    {
      id: "actions",
      title: words.actions,
      cell: (endpoint) => (
        <EndpointActions endpoint={endpoint} onSecret={onSecret} onReplay={() => setReplaying(endpoint)} />
      ),
    },
  ];
  return (
    <>
      <Table label={words.title} columns={columns} rows={items} rowKey={({ id }) => id} />
      <Dialog title={words.replayPeriod} open={replaying !== undefined} onClose={() => setReplaying(undefined)}>
        {replaying && <ReplayPeriod endpoint={replaying} />}
      </Dialog>
    </>
  );
}

const eventsText = (events: readonly string[]): string =>
  events.map((each) => (each === "*" ? words.allEvents : (words.groups[each] ?? each))).join(" · ");

function Secrets({ endpoint: { secrets } }: { readonly endpoint: Endpoint }) {
  const zone = useZone();
  const older = secrets.find(({ until }) => until !== null);
  return (
    <>
      <code>{secrets.find(({ until }) => until === null)?.hint}</code>
      {older?.until && <small>{words.alsoUntil(written.moment(older.until, zone))}</small>}
    </>
  );
}

interface ActionsProps {
  readonly endpoint: Endpoint;
  readonly onSecret: (secret: string) => void;
  readonly onReplay: () => void;
}

function EndpointActions({ endpoint: { id, url, state }, onSecret, onReplay }: ActionsProps) {
  const may = useMay()("webhooks:manage");
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ["webhooks"] });
  const rotate = useMutation({
    mutationFn: () => api.rotateWebhookSecret(id),
    onSuccess: ({ secret }) => onSecret(secret),
  });
  const enable = useMutation({ mutationFn: () => api.enableWebhookEndpoint(id), onSuccess: renew });
  const failed = rotate.error ?? enable.error;
  return (
    <div className="row-actions">
      <Menu label={`${words.actions} ${url}`} face={words.actions}>
        {!may && <p className="menu-note">{words.needs}</p>}
        <button type="button" className="menu-item" disabled={!may} onClick={onReplay}>
          {words.replayPeriod}
        </button>
        <button type="button" className="menu-item" disabled={!may} onClick={() => rotate.mutate()}>
          {words.rotate}
        </button>
        {state === "disabled" && (
          <button type="button" className="menu-item" disabled={!may} onClick={() => enable.mutate()}>
            {words.enable}
          </button>
        )}
      </Menu>
      <Confirm
        label={words.remove}
        question={
          <>
            <code>{url}</code>
            <p>{words.removeAsk}</p>
          </>
        }
        danger
        run={async () => {
          await api.deleteWebhookEndpoint(id);
          await renew();
        }}
        because={may ? undefined : words.needs}
      />
      {failed && <small className="field-error">{refusalText(failed)}</small>}
    </div>
  );
}
