import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowLeftRight, CircleAlert, CircleCheck, Hourglass } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Refusal } from "../../parts/failure.tsx";
import { Menu } from "../../parts/menu.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { State } from "../../parts/state.tsx";
import { useNow } from "../../parts/when.tsx";
import { useMay, useSession, useZone } from "../../session.ts";
import { casesWords } from "../../words/cases.ts";
import { frameWords } from "../../words/frame.ts";
import { useColleagues } from "./colleagues.ts";
import type { CaseSeen } from "./conversation.tsx";

const words = wordsOf(casesWords);
const { roles } = wordsOf(frameWords);
const QUEUES = ["availability", "review", "plans", "general"] as const;

type Hand = Parameters<typeof api.assignCase>[1];

/** Whose case it is, how it stands, and the two ways on: to somebody else, or to its end. */
export function CaseHead({ view }: { readonly view: CaseSeen }) {
  const { case: one, shopper, seen } = view;
  const zone = useZone();
  const now = useNow();
  const may = useMay();
  const { user } = useSession();
  const nameOf = usePersonName();
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ["cases"] });
  const assign = useMutation({ mutationFn: (to: Hand) => api.assignCase(one.id, to), onSuccess: renew });
  const close = useMutation({ mutationFn: () => api.closeCase(one.id), onSuccess: renew });
  const colleagues = useColleagues().filter(({ id }) => id !== user.id);
  const why = whyNotClosed(view, may("cases:write"));
  const failed = assign.error ?? close.error;
  return (
    <header className="agent-head">
      <div className="agent-title">
        <h1>{shopper ? words.shopper(shopper) : one.id}</h1>
        {shopper && <code>{one.id}</code>}
        <Standing one={one} now={now} />
        <span className="spring" />
        <Menu label={words.handOver} icon={ArrowLeftRight}>
          {!may("cases:write") && <p className="menu-note">{words.needs("cases:write")}</p>}
          <HandOver
            label={words.take}
            disabled={!may("cases:write") || one.assignee === user.id}
            onPress={() => assign.mutate({ assignee: user.id })}
          />
          <HandOver
            label={words.giveBack}
            disabled={!may("cases:write") || one.assignee === null}
            onPress={() => assign.mutate({ assignee: null })}
          />
          {colleagues.map(({ id, name, role }) => (
            <HandOver
              key={id}
              label={words.toPerson(name, roles[role] ?? role)}
              disabled={!may("cases:write") || one.assignee === id}
              onPress={() => assign.mutate({ assignee: id })}
            />
          ))}
          {QUEUES.filter((queue) => queue !== one.queue).map((queue) => (
            <HandOver
              key={queue}
              label={words.toQueue(words.queues[queue])}
              disabled={!may("cases:write")}
              onPress={() => assign.mutate({ queue })}
            />
          ))}
        </Menu>
        <button
          type="button"
          className="btn"
          disabled={why !== undefined || close.isPending}
          aria-describedby={why ? "why-open" : undefined}
          onClick={() => close.mutate()}
        >
          <CircleCheck size={16} aria-hidden="true" />
          {words.close}
        </button>
      </div>
      <p className="facts">
        <span>{words.queues[one.queue]}</span>
        <span>{one.assignee === null ? words.withNobody : words.with(nameOf(one.assignee))}</span>
        {seen && <span>{words.cart(written.money(seen.total, seen.currency))}</span>}
        {seen && (
          <span>
            {Date.parse(seen.expires_at) > now
              ? words.heldUntil(written.moment(seen.expires_at, zone))
              : words.heldBefore(written.moment(seen.expires_at, zone))}
          </span>
        )}
        {why && one.state !== "closed" && <span id="why-open">{why}</span>}
      </p>
      <Refusal of={failed} />
    </header>
  );
}

function HandOver(props: { readonly label: string; readonly disabled: boolean; readonly onPress: () => void }) {
  return (
    <button type="button" className="menu-item" disabled={props.disabled} onClick={props.onPress}>
      {props.label}
    </button>
  );
}

function whyNotClosed({ case: { state, review, goodwill } }: CaseSeen, may: boolean): string | undefined {
  if (state === "closed") return words.closed;
  if (!may) return words.needs("cases:write");
  if (review?.state === "asked") return words.closeBlockedReview;
  if (goodwill.some((each) => each.state === "waiting")) return words.closeBlockedGoodwill;
  return undefined;
}

function Standing({ one, now }: { readonly one: CaseSeen["case"]; readonly now: number }) {
  const zone = useZone();
  if (one.state === "closed")
    return (
      <State icon={CircleCheck} tone="plain" filled>
        {words.closed}
      </State>
    );
  if (one.due_at === null)
    return (
      <State icon={Hourglass} tone="waiting" filled>
        {words.answered}
      </State>
    );
  const time = written.moment(one.due_at, zone);
  return Date.parse(one.due_at) < now ? (
    <State icon={CircleAlert} tone="bad" filled>
      {words.late(time)}
    </State>
  ) : (
    <State icon={Hourglass} tone="paused" filled>
      {words.due(time)}
    </State>
  );
}
