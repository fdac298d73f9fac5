import type { Locale } from "@fenqi/words";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { BackTime } from "./back.tsx";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentsWords);

/** 3: the public words, in both languages, side by side. */
export function WordsCard({ record }: { readonly record: AdjustmentRecord }) {
  const { explanation, back } = record.adjustment;
  return (
    <Card
      title={words.explanation}
      step={3}
      anchor="explain"
      fact={
        explanation && (
          <>
            <code>{explanation.id}</code> v{explanation.version}
          </>
        )
      }
      aside={words.fromOneRecord}
      flush
    >
      <div className="both-languages">
        {(["zh-CN", "en"] as const).map((language) => (
          <Said key={language} language={language} text={explanation?.[language]} back={back} />
        ))}
      </div>
    </Card>
  );
}

interface SaidProps {
  readonly language: Locale;
  readonly text: string | undefined;
  readonly back: AdjustmentRecord["adjustment"]["back"];
}

function Said({ language, text, back }: SaidProps) {
  return (
    <section>
      <p className="note">
        <b>{language}</b> {text && words.characters([...text].length)}
      </p>
      <p className="keep" lang={language}>
        {text ?? <span className="quiet-text">{words.unwritten}</span>}
      </p>
      <p className="note">
        {words.back} <BackTime back={back} />
      </p>
    </section>
  );
}
