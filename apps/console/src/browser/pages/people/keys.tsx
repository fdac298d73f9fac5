import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleSlash, Clock, KeyRound, RefreshCw } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Empty, Forbidden } from "../../parts/failure.tsx";
import { Person } from "../../parts/person.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { State } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { useNow, When } from "../../parts/when.tsx";
import { useMay } from "../../session.ts";
import { frameWords } from "../../words/frame.ts";
import { peopleWords } from "../../words/people.ts";
import { KeyForm } from "./key-form.tsx";
import { RotateForm } from "./rotate-form.tsx";

const words = wordsOf(peopleWords);
const roles = wordsOf(frameWords).roles;
type Key = Awaited<ReturnType<typeof api.keys>>["items"][number];

/** What programs use in place of people; a key is shown once and kept as a hash. */
export function Keys() {
  const may = useMay();
  const now = useNow();
  const [open, setOpen] = useState(false);
  // The dialog is not the row's: the row changes as soon as its key is rotated, and the new one is to be read.
  const [rotated, setRotated] = useState<Key>();
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ["keys"] });
  const keys = useQuery({
    queryKey: ["keys"],
    queryFn: ({ signal }) => api.keys({ signal }),
    enabled: may("keys:manage"),
  });
  if (!may("keys:manage")) {
    return (
      <Card title={words.keys} flush>
        <Forbidden permission="keys:manage" />
      </Card>
    );
  }
  const add = (
    <button type="button" className="btn" onClick={() => setOpen(true)}>
      <KeyRound size={16} aria-hidden="true" />
      {words.newKey}
    </button>
  );
  return (
    <Card title={words.keys} fact={words.keysFact} flush aside={add}>
      <Loaded query={keys} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <Table
              label={words.keys}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { id: "name", title: words.keyName, cell: ({ name }) => name },
                { id: "hint", title: words.keyHint, kind: "mono", cell: ({ hint }) => `${hint}…` },
                {
                  id: "kind",
                  title: words.keyKind,
                  cell: ({ kind, mode }) => `${words.keyKinds[kind]} · ${words.keyModes[mode]}`,
                },
                {
                  id: "role",
                  title: words.role,
                  cell: ({ role, person, scopes }) => (
                    <>
                      {roles[role]} · <Person id={person} />
                      {scopes && (
                        <span className="quiet" title={scopes.join(", ")}>
                          {" "}
                          · {words.keyLimited(scopes.length)}
                        </span>
                      )}
                    </>
                  ),
                },
                { id: "state", title: words.keyState, cell: (key) => <KeyState of={key} /> },
                { id: "since", title: words.since, cell: ({ created_at }) => <When at={created_at} relative /> },
                {
                  id: "moves",
                  title: "",
                  kind: "number",
                  cell: (key) =>
                    key.revoked_at === null && (
                      <span className="row-actions">
                        {key.rotated_to === null && !hasExpired(key, now) && (
                          <button type="button" className="btn" onClick={() => setRotated(key)}>
                            {words.rotate}
                          </button>
                        )}
                        <Confirm
                          danger
                          label={words.revoke}
                          question={words.revokeAsk(key.name)}
                          run={async () => {
                            await api.revokeKey(key.id);
                            await renew();
                          }}
                        />
                      </span>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <Dialog title={words.newKey} open={open} onClose={() => setOpen(false)}>
        <KeyForm onIssued={renew} />
      </Dialog>
      <Dialog title={words.rotate} open={rotated !== undefined} onClose={() => setRotated(undefined)}>
        {rotated && <RotateForm id={rotated.id} name={rotated.name} onIssued={renew} />}
      </Dialog>
    </Card>
  );
}

const hasExpired = ({ expires_at }: Key, now: number) => expires_at !== null && Date.parse(expires_at) <= now;

function KeyState({ of: key }: { readonly of: Key }) {
  const now = useNow();
  if (key.revoked_at !== null) {
    return (
      <State icon={CircleSlash} tone="plain">
        {words.keyRevoked}
      </State>
    );
  }
  if (hasExpired(key, now)) {
    return (
      <State icon={Clock} tone="paused">
        {words.keyExpired}
      </State>
    );
  }
  if (key.expires_at === null) {
    return (
      <State icon={CircleCheck} tone="good">
        {words.keyLive}
      </State>
    );
  }
  const replaced = key.rotated_to !== null;
  return (
    <State icon={replaced ? RefreshCw : CircleCheck} tone={replaced ? "waiting" : "good"}>
      {replaced ? words.keyChanging : words.keyUntil} <When at={key.expires_at} />
    </State>
  );
}
