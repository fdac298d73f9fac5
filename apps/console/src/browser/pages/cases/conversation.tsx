import { Lock, ScrollText } from "lucide-react";
import { Fragment } from "react";
import type { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { usePersonName } from "../../parts/person.tsx";
import { When } from "../../parts/when.tsx";
import { casesWords } from "../../words/cases.ts";
import { CaseHead } from "./case-head.tsx";
import { Seen } from "./seen.tsx";

export type CaseSeen = Awaited<ReturnType<typeof api.viewCase>>;
type Entry = CaseSeen["case"]["entries"][number];

const words = wordsOf(casesWords);

/** What was said and done, oldest first; after the first question, the page that it was about. */
export function Conversation({ view }: { readonly view: CaseSeen }) {
  const { entries } = view.case;
  const first = entries.findIndex(({ kind }) => kind === "shopper");
  return (
    <>
      <CaseHead view={view} />
      {/* A keyboard can scroll it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className="agent-words" aria-label={words.conversation} tabIndex={0}>
        <ol>
          {entries.map((entry, at) => (
            <Fragment key={entry.seq}>
              <Said entry={entry} locale={view.case.locale} />
              {at === first && view.seen && (
                <li className="agent-seen">
                  <Seen view={view} seen={view.seen} />
                </li>
              )}
            </Fragment>
          ))}
        </ol>
        {!view.seen && <p className="note">{words.noQuote}</p>}
      </section>
    </>
  );
}

const TALK: ReadonlySet<Entry["kind"]> = new Set(["shopper", "agent", "explanation", "note"] as const);

function Said({ entry, locale }: { readonly entry: Entry; readonly locale: string }) {
  const nameOf = usePersonName();
  const { kind, at, by, text, facts } = entry;
  if (TALK.has(kind)) {
    return (
      <li className={`talk by-${kind}`}>
        <p className="note">
          {kind === "note" && <Lock size={12} aria-hidden="true" />}
          {kind === "note" && words.entries.note} <When at={at} />{" "}
          {kind === "shopper" ? words.entries.shopper : nameOf(by)}
          {kind === "explanation" && (
            <>
              {" · "}
              <ScrollText size={12} aria-hidden="true" /> {words.entries.explanation}{" "}
              <code>
                {facts.explanation} v{facts.version}
              </code>
            </>
          )}
        </p>
        <p className="talk-text" {...(kind === "note" ? {} : { lang: locale })}>
          {text}
        </p>
      </li>
    );
  }
  return (
    <li className="talk did">
      <p className="note">
        <When at={at} /> {words.entries[kind]}
        {kind === "assigned" && ` · ${handedTo(facts, nameOf)}`}
        {typeof facts.amount === "number" && ` ${written.money(facts.amount, String(facts.currency))}`}
        {kind !== "review_asked" && ` · ${nameOf(by)}`}
      </p>
      {text && <p className="talk-text">{text}</p>}
    </li>
  );
}

function handedTo(facts: Entry["facts"], nameOf: ReturnType<typeof usePersonName>): string {
  const queue = words.queues[facts.queue as keyof typeof words.queues];
  return typeof facts.assignee === "string" ? words.assignedTo(nameOf(facts.assignee), queue) : queue;
}
