import { History, MessageSquareMore, MessageSquareOff } from "lucide-react";
import { locale, wordsOf } from "../../locale.ts";
import { type Moment, Timeline } from "../../parts/timeline.tsx";
import { useMay } from "../../session.ts";
import { casesWords } from "../../words/cases.ts";
import type { CaseSeen } from "./conversation.tsx";
import type { Insert } from "./draft.ts";
import { Goodwill } from "./goodwill.tsx";
import { insertOfSaying } from "./inserts.ts";
import { Review } from "./review.tsx";
import { WaysOut } from "./ways-out.tsx";

const words = wordsOf(casesWords);

/** Beside the conversation: what may be said, what to offer, what may be given, and what happened. */
export function Aside({ view, onInsert }: { readonly view: CaseSeen; readonly onInsert: (one: Insert) => void }) {
  const may = useMay()("cases:write") && view.case.state !== "closed";
  return (
    <>
      {view.case.review && <Review one={view.case} review={view.case.review} />}
      {view.may_say.length > 0 && (
        <section>
          <h2 className="may">
            <MessageSquareMore size={16} aria-hidden="true" />
            {words.may}
          </h2>
          <ul className="sayings">
            {view.may_say.map((saying) => (
              <li key={`${saying.code}${saying.explanation?.id ?? ""}`}>
                <button
                  type="button"
                  className="saying"
                  title={words.clickInserts}
                  disabled={!may}
                  onClick={() => onInsert(insertOfSaying(saying))}
                >
                  <span className="keep">{saying.words[locale]}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className="must-not">
          <MessageSquareOff size={16} aria-hidden="true" />
          {words.mustNot}
        </h2>
        <ul className="sayings">
          {view.must_not_say.map(({ code, words: said }) => (
            <li key={code}>{said[locale]}</li>
          ))}
        </ul>
      </section>
      {view.now && <WaysOut view={view} now={view.now} may={may} onInsert={onInsert} />}
      <Goodwill key={view.case.goodwill.length} view={view} />
      <section>
        <h2>
          <History size={16} aria-hidden="true" />
          {words.timeline}
        </h2>
        <Timeline moments={momentsOf(view)} />
      </section>
    </>
  );
}

/** What bears on the case and what was said in it, newest first; what lies ahead is open. */
function momentsOf({ timeline, case: { entries } }: CaseSeen): readonly Moment[] {
  const around = timeline.map(({ at, kind, id, what }): Moment => {
    if (kind === "adjustment")
      return {
        at,
        text: words.moments.adjustment(id, words.moves[what] ?? what),
        tone: what === "close" ? "good" : "paused",
      };
    if (kind === "return") return { at, text: words.moments.return, tone: "open" };
    if (kind === "quote") return { at, text: words.moments.quote(what) };
    return { at, text: words.moments.plan(id) };
  });
  const said = entries.flatMap(({ at, kind }): Moment[] => {
    if (kind === "shopper") return [{ at, text: words.moments.wrote }];
    if (kind === "agent" || kind === "explanation") return [{ at, text: words.moments.answered }];
    return [];
  });
  return [...around, ...said].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
