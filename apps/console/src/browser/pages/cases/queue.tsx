import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Empty } from "../../parts/failure.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { useNow } from "../../parts/when.tsx";
import { useZone } from "../../session.ts";
import { casesWords } from "../../words/cases.ts";
import { type CaseListed, type groupCases, waitingOf } from "./queue-groups.ts";

const words = wordsOf(casesWords);

export const SCOPES = ["all", "mine", "approvals", "closed"] as const;
export type Scope = (typeof SCOPES)[number];

interface QueueProps {
  readonly query: UseQueryResult<Awaited<ReturnType<typeof api.cases>>>;
  readonly groups: ReturnType<typeof groupCases>;
  readonly chosen: string | undefined;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
}

/** Who asks, in the order in which they are answered. */
export function Queue({ query, groups, chosen, scope, onScope }: QueueProps) {
  const count = (names: readonly string[]) =>
    groups.filter(({ group }) => names.includes(group)).reduce((sum, { cases }) => sum + cases.length, 0);
  return (
    <section className="agent-queue" aria-label={words.queue}>
      <header>
        <h1>{words.queue}</h1>
        <p className="note">{words.queueFact(count(["live", "messages"]), count(["follow"]))}</p>
        <select aria-label={words.scope} value={scope} onChange={(event) => onScope(event.target.value as Scope)}>
          {SCOPES.map((each) => (
            <option key={each} value={each}>
              {words.scopes[each]}
            </option>
          ))}
        </select>
      </header>
      <Loaded query={query}>
        {() =>
          groups.length === 0 ? (
            <Empty>{scope === "all" ? words.none : words.noneHere}</Empty>
          ) : (
            groups.map(({ group, cases }) => (
              <div key={group}>
                <h2>
                  <span>{words.groups[group]}</span>
                  <span>{cases.length}</span>
                </h2>
                <ul>
                  {cases.map((each) => (
                    <Line key={each.id} one={each} chosen={each.id === chosen} scope={scope} />
                  ))}
                </ul>
              </div>
            ))
          )
        }
      </Loaded>
      <p className="agent-keys note">
        <kbd>J</kbd> <kbd>K</kbd> {words.keys[0]} <kbd>R</kbd> {words.keys[1]}
      </p>
    </section>
  );
}

function Line({ one, chosen, scope }: { one: CaseListed; chosen: boolean; scope: Scope }) {
  const now = useNow();
  const zone = useZone();
  const waiting = waitingOf(one, now);
  const search = (scope === "all" ? {} : { scope }) as never;
  return (
    <li>
      <Link to="/cases/$id" params={{ id: one.id }} search={search} aria-current={chosen ? "page" : undefined}>
        <span className="agent-line-head">
          <code>{one.id}</code>
          {waiting ? (
            <span
              className={`waits ${waiting.tone}`}
              title={one.due_at ? words.due(written.moment(one.due_at, zone)) : undefined}
            >
              {words.waits(words[waiting.unit](waiting.count))}
            </span>
          ) : (
            <span className="waits">{one.state === "closed" ? words.closed : words.answered}</span>
          )}
        </span>
        <span className="agent-asked" lang={one.locale}>
          {one.asked ?? words.noWords}
        </span>
        <span className="note">
          {words.queues[one.queue]}
          {one.goodwill_waiting && ` · ${words.asksGoodwill}`}
          {one.review?.state === "asked" && ` · ${words.asksReview}`}
        </span>
      </Link>
    </li>
  );
}
