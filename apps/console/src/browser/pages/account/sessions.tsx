import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Table } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { peopleWords } from "../../words/people.ts";
import { agentOf } from "./agent-name.ts";

const words = wordsOf(peopleWords);

/** `Chrome on Linux`; the title is all that the browser said. What names neither is shown as it came. */
function AgentName({ of }: { readonly of: string }) {
  const { browser, system } = agentOf(of);
  if (browser === undefined && system === undefined) return of === "" ? words.agentUnknown : of;
  const both = browser !== undefined && system !== undefined;
  return (
    <span title={of} className="unbroken">
      {both ? words.agentOn(browser, system) : (browser ?? system)}
    </span>
  );
}

/** Where one is signed in, and the way to end it. */
export function Sessions() {
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: ({ signal }) => api.sessions({ signal }) });
  return (
    <Card title={words.sessions} fact={words.sessionsFact} flush>
      <Loaded query={sessions} rows={3}>
        {({ items }) => (
          <Table
            label={words.sessions}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              { id: "agent", title: words.sessionAgent, cell: ({ user_agent }) => <AgentName of={user_agent} /> },
              { id: "from", title: words.sessionFrom, kind: "mono", cell: ({ address }) => address },
              { id: "seen", title: words.sessionSeen, cell: ({ seen_at }) => <When at={seen_at} relative /> },
              { id: "until", title: words.until, cell: ({ ends_at }) => <When at={ends_at} /> },
              {
                id: "end",
                title: "",
                kind: "number",
                cell: ({ id, current }) =>
                  current ? (
                    <span className="quiet">{words.sessionHere}</span>
                  ) : (
                    <Confirm
                      label={words.sessionEnd}
                      question={<code>{id}</code>}
                      run={async () => {
                        await api.endSession(id);
                        await queries.invalidateQueries({ queryKey: ["sessions"] });
                      }}
                    />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
