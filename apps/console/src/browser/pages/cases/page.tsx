import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Empty } from "../../parts/failure.tsx";
import { useKept } from "../../parts/kept.ts";
import { Loaded } from "../../parts/query-state.tsx";
import { isTyping } from "../../parts/typing.ts";
import { useNow } from "../../parts/when.tsx";
import { useSession } from "../../session.ts";
import { useUrlState } from "../../url-state.ts";
import { casesWords } from "../../words/cases.ts";
import { Aside } from "./aside.tsx";
import { Composer } from "./composer.tsx";
import { Conversation } from "./conversation.tsx";
import { type Draft, EMPTY_DRAFT, type Insert, withInsert } from "./draft.ts";
import { Queue, SCOPES, type Scope } from "./queue.tsx";
import { type CaseListed, groupCases } from "./queue-groups.ts";

const words = wordsOf(casesWords);

/** The agent view: who asks, what they saw and were told, and what may be said and done. J and K change the case, R replies. */
export default function Cases() {
  const { id: asked } = useParams({ strict: false }) as { readonly id?: string };
  const [{ scope }, setUrl] = useUrlState();
  const { user } = useSession();
  const now = useNow();
  const chosen: Scope = SCOPES.find((each) => each === scope) ?? "all";
  const queue = useQuery({
    queryKey: ["cases", "queue", chosen],
    queryFn: ({ signal }) => api.cases(queryOf(chosen, user.id), { signal }),
  });
  const groups = groupCases(queue.data?.items ?? [], now);
  const inOrder = groups.flatMap(({ cases }) => cases);
  const id = asked ?? inOrder[0]?.id;
  useCaseKeys(inOrder, id, scope);
  useEffect(() => {
    document.title = `${words.title} · Fenqi`;
  }, []);

  return (
    <div className={asked ? "agent-view" : "agent-view listing"}>
      <Queue query={queue} groups={groups} chosen={id} scope={chosen} onScope={(next) => setUrl({ scope: next })} />
      {id === undefined ? (
        <section className="agent-talk">{queue.isSuccess && <Empty>{words.choose}</Empty>}</section>
      ) : (
        <OneCase key={id} id={id} />
      )}
    </div>
  );
}

const queryOf = (scope: Scope, me: string) =>
  ({
    all: { state: "unfinished" },
    mine: { state: "unfinished", assignee: me },
    approvals: { goodwill: "waiting" },
    closed: { state: "closed" },
  })[scope] as Parameters<typeof api.cases>[0];

function OneCase({ id }: { readonly id: string }) {
  const { user } = useSession();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useKept<Draft>(`${user.id}.case.${id}`, EMPTY_DRAFT);
  const view = useQuery({ queryKey: ["cases", "view", id], queryFn: ({ signal }) => api.viewCase(id, { signal }) });
  useEffect(() => {
    const reply = (event: KeyboardEvent) => {
      if (event.key !== "r" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", reply);
    return () => removeEventListener("keydown", reply);
  }, []);
  const insert = (one: Insert) => {
    setDraft(withInsert(draft, one));
    field.current?.focus();
  };
  return (
    <>
      <div className="agent-talk">
        <p className="agent-back">
          <Link to="/cases">{words.back}</Link>
        </p>
        <Loaded query={view}>
          {(loaded) => (
            <>
              <Conversation view={loaded} />
              <Composer view={loaded} draft={draft} onDraft={setDraft} field={field} />
            </>
          )}
        </Loaded>
      </div>
      <section className="agent-aside" aria-label={words.pane}>
        <Loaded query={view}>{(loaded) => <Aside view={loaded} onInsert={insert} />}</Loaded>
      </section>
    </>
  );
}

/** J and K change the case, in the order of the queue. */
function useCaseKeys(cases: readonly CaseListed[], id: string | undefined, scope: string | undefined) {
  const navigate = useNavigate();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const at = cases.findIndex((each) => each.id === id);
      const next = cases[Math.max(0, Math.min(cases.length - 1, at + step))];
      if (next && next.id !== id) void navigate({ to: `/cases/${next.id}`, search: (scope ? { scope } : {}) as never });
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [cases, id, scope, navigate]);
}
