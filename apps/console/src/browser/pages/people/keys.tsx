import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleSlash, Clock, KeyRound } from "lucide-react";
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

const words = wordsOf(peopleWords);
const roles = wordsOf(frameWords).roles;
type Key = Awaited<ReturnType<typeof api.keys>>["items"][number];

/** What programs use in place of people; a key is shown once and kept as a hash. */
export function Keys() {
  const may = useMay();
  const [open, setOpen] = useState(false);
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
                  cell: ({ role, person }) => (
                    <>
                      {roles[role]} · <Person id={person} />
                    </>
                  ),
                },
                { id: "state", title: words.keyState, cell: (key) => <KeyState of={key} /> },
                { id: "since", title: words.since, cell: ({ created_at }) => <When at={created_at} relative /> },
                {
                  id: "revoke",
                  title: "",
                  kind: "number",
                  cell: ({ id, name, revoked_at }) =>
                    revoked_at === null && (
                      <Confirm
                        danger
                        label={words.revoke}
                        question={words.revokeAsk(name)}
                        run={async () => {
                          await api.revokeKey(id);
                          await renew();
                        }}
                      />
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
    </Card>
  );
}

function KeyState({ of: { revoked_at, expires_at } }: { readonly of: Key }) {
  const now = useNow();
  if (revoked_at !== null) {
    return (
      <State icon={CircleSlash} tone="plain">
        {words.keyRevoked}
      </State>
    );
  }
  if (expires_at !== null && Date.parse(expires_at) <= now) {
    return (
      <State icon={Clock} tone="paused">
        {words.keyExpired}
      </State>
    );
  }
  return (
    <State icon={CircleCheck} tone="good">
      {words.keyLive}
    </State>
  );
}
