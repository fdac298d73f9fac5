import type { Locale } from "@fenqi/words";
import { useQuery } from "@tanstack/react-query";
import { locale, wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Choice } from "../../parts/fields.tsx";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { usedWords } from "./approved-words.ts";
import { BackTime } from "./back.tsx";
import { Previews } from "./previews.tsx";
import { newestAdjustments } from "./queries.ts";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import { stepNumber } from "./steps.ts";
import type { Draft } from "./use-draft.ts";

const words = wordsOf(adjustmentsWords);
const draftWords = wordsOf(adjustmentDraftWords);
type Written = AdjustmentRecord["adjustment"];

interface WordsCardProps {
  /** As it stands, with what the fields say in its place. */
  readonly adjustment: Pick<
    Written,
    "kind" | "title" | "scope" | "back" | "alternatives" | "explanation" | "starts_at"
  >;
  readonly catalogue: Catalogue;
  /** Present while it is edited. */
  readonly draft?: Draft;
}

/** 3: the public words, in both languages, and below them every place that will read them. */
export function WordsCard({ adjustment, catalogue, draft }: WordsCardProps) {
  const { kind, explanation, back } = adjustment;
  return (
    <Card
      title={words.explanation}
      step={stepNumber(kind, "explain")}
      anchor="explain"
      fact={
        explanation?.id && (
          <>
            <code>{explanation.id}</code> v{explanation.version}
          </>
        )
      }
      aside={words.fromOneRecord}
      flush
    >
      {draft && kind !== "inform" && <Begin catalogue={catalogue} draft={draft} />}
      <div className="both-languages">
        {(["zh-CN", "en"] as const).map((language) =>
          draft ? (
            <Writing key={language} language={language} draft={draft} />
          ) : (
            <Said key={language} language={language} text={explanation?.[language]} back={back} kind={kind} />
          ),
        )}
      </div>
      <Previews adjustment={adjustment} catalogue={catalogue} />
    </Card>
  );
}

/** Both languages at once, from words that stand in the catalogue or were used before; they can be edited from there. */
function Begin({ catalogue, draft }: { readonly catalogue: Catalogue; readonly draft: Draft }) {
  const { form, change } = draft;
  const offered = usedWords(catalogue, useQuery(newestAdjustments).data?.items ?? []);
  const chosen = offered.find(({ "zh-CN": zh, en }) => zh === form.zh && en === form.en);
  if (offered.length === 0) return null;
  return (
    <div className="begin">
      <Choice
        label={draftWords.usedWords}
        value={chosen?.id ?? ""}
        choices={[["", draftWords.ownWords], ...offered.map((one): [string, string] => [one.id, one[locale]])]}
        onChange={(id) => {
          const words = offered.find((one) => one.id === id);
          change({ zh: words?.["zh-CN"] ?? "", en: words?.en ?? "" });
        }}
      />
    </div>
  );
}

function Writing({ language, draft }: { readonly language: Locale; readonly draft: Draft }) {
  const part = language === "en" ? "en" : "zh";
  const text = draft.form[part];
  return (
    <section>
      <Field
        label={language === "en" ? draftWords.textEn : draftWords.textZh}
        hint={`${words.characters([...text].length)} · ${draft.form.kind === "inform" ? draftWords.informHint : draftWords.textHint}`}
      >
        {(control) => (
          <textarea
            {...control}
            lang={language}
            value={text}
            onChange={(event) => draft.change({ [part]: event.target.value })}
          />
        )}
      </Field>
    </section>
  );
}

interface SaidProps {
  readonly language: Locale;
  readonly text: string | undefined;
  readonly back: Written["back"];
  readonly kind: Written["kind"];
}

function Said({ language, text, back, kind }: SaidProps) {
  return (
    <section>
      <p className="note">
        <b>{language}</b> {text && words.characters([...text].length)}
      </p>
      <p className="keep" lang={language}>
        {text ?? <span className="quiet-text">{words.unwritten}</span>}
      </p>
      <p className="note">
        {back?.kind !== "update_by" && `${kind === "inform" ? words.ends : words.back} `}
        <BackTime back={back} kind={kind} />
      </p>
    </section>
  );
}
