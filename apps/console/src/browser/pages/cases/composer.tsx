import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellRing, Check, CircleAlert, Lock, Route, ScrollText, X } from "lucide-react";
import { type KeyboardEvent as Pressed, type RefObject, useState } from "react";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { commandKey } from "../../parts/command-key.ts";
import { Refusal } from "../../parts/failure.tsx";
import { useMay, useZone } from "../../session.ts";
import { casesWords } from "../../words/cases.ts";
import type { CaseSeen } from "./conversation.tsx";
import {
  type Draft,
  EMPTY_DRAFT,
  type Insert,
  messageOf,
  neverSaidIn,
  withInsert,
  withoutInsert,
  wordsOfDraft,
} from "./draft.ts";
import { insertOfSaying, insertOfWay } from "./inserts.ts";

const words = wordsOf(casesWords);
const LANGUAGES = ["zh-CN", "en"] as const;

interface ComposerProps {
  readonly view: CaseSeen;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** An answer: own words, and under them the records' words, which cannot be changed. It is looked through before it is sent. */
export function Composer({ view, draft, onDraft, field }: ComposerProps) {
  const { case: one, may_say, never_said, now, macros } = view;
  const [language, setLanguage] = useState(one.locale);
  const zone = useZone();
  const may = useMay()("cases:write");
  const queries = useQueryClient();
  const text = wordsOfDraft(draft, language);
  const send = useMutation({
    mutationFn: () => api.writeCase(one.id, messageOf(draft, language)),
    onSuccess: async () => {
      onDraft(EMPTY_DRAFT);
      await queries.invalidateQueries({ queryKey: ["cases"] });
    },
  });
  if (one.state === "closed") return <p className="composer note">{words.closedNote}</p>;

  const never = draft.internal ? [] : neverSaidIn(messageOf(draft, language).text ?? "", never_said);
  const ready = may && text !== "" && never.length === 0 && !send.isPending;
  const add = (insert: Insert) => onDraft(withInsert(draft, insert));
  const explanation = may_say.find((each) => each.explanation);
  const returns = may_say.find(({ code }) => code === "return");
  const way = now?.alternatives[0];
  const pressed = (event: Pressed) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && ready) send.mutate();
  };

  return (
    <section className={draft.internal ? "composer internal" : "composer"} aria-label={words.reply}>
      <div className="composer-tools">
        <select
          aria-label={words.macros}
          value=""
          onChange={(event) => {
            const macro = macros.find(({ code }) => code === event.target.value);
            if (macro) onDraft({ ...draft, text: [draft.text, macro.text[language]].filter(Boolean).join("\n") });
          }}
        >
          <option value="">{words.macros}</option>
          {macros.map(({ code, title }) => (
            <option key={code} value={code}>
              {title[locale]}
            </option>
          ))}
        </select>
        <fieldset className="seg" aria-label={words.replyIn}>
          {LANGUAGES.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === language}
              onClick={() => setLanguage(each)}
            >
              {words.languages[each]}
            </button>
          ))}
        </fieldset>
        <span className="spring" />
        <label className="menu-check">
          <input
            type="checkbox"
            checked={draft.internal}
            onChange={() => onDraft({ ...draft, internal: !draft.internal })}
          />
          {words.internal}
        </label>
      </div>
      <textarea
        ref={field}
        aria-label={draft.internal ? words.internal : words.reply}
        placeholder={words.replyHint}
        lang={language}
        value={draft.text}
        onKeyDown={pressed}
        onChange={(event) => onDraft({ ...draft, text: event.target.value })}
      />
      {!draft.internal &&
        draft.inserts.map((insert) => (
          <div key={insert.key} className="insert">
            <Lock size={14} aria-hidden="true" />
            <div>
              <p className="keep" lang={language}>
                {insert.words[language]}
              </p>
              <p className="note">{words.inserted(insert.source)}</p>
            </div>
            <button
              type="button"
              className="icon-btn"
              aria-label={words.remove}
              onClick={() => onDraft(withoutInsert(draft, insert.key))}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </div>
        ))}
      <div className="composer-foot">
        {explanation && (
          <button type="button" className="btn quiet" onClick={() => add(insertOfSaying(explanation))}>
            <ScrollText size={16} aria-hidden="true" />
            {words.insertExplanation}
          </button>
        )}
        {returns && (
          <button type="button" className="btn quiet" onClick={() => add(insertOfSaying(returns))}>
            <BellRing size={16} aria-hidden="true" />
            {words.insertReturn}
          </button>
        )}
        {way && (
          <button type="button" className="btn quiet" onClick={() => add(insertOfWay(way, view, zone))}>
            <Route size={16} aria-hidden="true" />
            {words.insertAlternative}
          </button>
        )}
        <span className="spring" />
        <span className={never.length > 0 ? "state bad" : "state good"} role="status">
          {text !== "" && !draft.internal && (
            <>
              {never.length > 0 ? <CircleAlert size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}
              {never.length > 0 ? words.unclean(written.names(never)) : words.clean}
            </>
          )}
        </span>
        {!may && <span className="note">{words.needs("cases:write")}</span>}
        <button type="button" className="btn filled" disabled={!ready} onClick={() => send.mutate()}>
          {draft.internal ? words.saveNote : words.send} <kbd>{commandKey("↵")}</kbd>
        </button>
      </div>
      <Refusal of={send.error} />
    </section>
  );
}
