import type { Locale } from "@fenqi/words";
import { insteadTitle, reachTitle, returnSentence } from "@fenqi/words/announcement";
import { adjustmentLetter } from "@fenqi/words/letters";
import { MISSING_WORDS } from "@fenqi/words/missing";
import { statusWords } from "@fenqi/words/pages/status";
import { PauseCircle } from "lucide-react";
import { type ReactNode, useState } from "react";
import { locale, wordsOf } from "../../locale.ts";
import { State } from "../../parts/state.tsx";
import { Strip } from "../../parts/strip.tsx";
import { useSession } from "../../session.ts";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import { firstWayOut, toldOf } from "./told.ts";

const words = wordsOf(adjustmentDraftWords);
type Written = AdjustmentRecord["adjustment"];

interface PreviewsProps {
  readonly adjustment: Pick<
    Written,
    "kind" | "title" | "scope" | "back" | "alternatives" | "explanation" | "starts_at"
  >;
  readonly catalogue: Catalogue;
}

/** The one record in each place where it will be read, by the very functions that those places use. */
export function Previews({ adjustment, catalogue }: PreviewsProps) {
  const [language, setLanguage] = useState<Locale>(locale);
  const { merchant } = useSession();
  const told = toldOf(adjustment, catalogue, Date.now());
  const place = { zone: merchant.time_zone, near: new Date().toISOString() };
  const undated = adjustment.back === undefined;
  const returns = returnSentence(told, place, language);
  const back = undated ? "" : returns;
  const letter = adjustmentLetter(
    {
      merchant: { name: merchant.name ?? { "zh-CN": merchant.id, en: merchant.id }, time_zone: merchant.time_zone },
      announcement: { ...told, id: told.explanation.id },
      step: { at: adjustment.starts_at ?? place.near, kind: "started", text: null },
    },
    { confirm: "", unsubscribe: "…", more: "…" },
    language,
  );
  const title = reachTitle(told, language);
  const missing = MISSING_WORDS[language];
  const status = statusWords(language);
  const instead = words.useInstead(firstWayOut(told, language) ?? words.byRules);
  const informs = adjustment.kind === "inform";
  const all = new Set(catalogue.offers.map(({ partner, method }) => `${partner} ${method}`)).size;
  const most = told.reach.length * 2 > all;
  return (
    <div className="previews">
      <div className="seg">
        {(["zh-CN", "en"] as const).map((each) => (
          <button key={each} type="button" aria-pressed={language === each} onClick={() => setLanguage(each)}>
            {each}
          </button>
        ))}
      </div>
      {!informs && (
        <Place title={words.checkout} note={words.px} language={language}>
          <p className="strong">{title}</p>
          <p className="keep">
            <State icon={PauseCircle} tone="paused">
              {missing.paused}
            </State>{" "}
            {told.explanation[language]}
          </p>
          <p className="note">{back}</p>
          <p className="preview-ways">
            <span>{instead}</span>
            <span>{missing.notify}</span>
          </p>
        </Place>
      )}
      <Place title={words.statusPage} note={words.public} language={language}>
        {informs ? (
          <p className="strong">{title}</p>
        ) : (
          <>
            <p className="strong">
              {(most ? status.verdictMostPaused : status.verdictPaused)(Math.max(1, told.reach.length))}
            </p>
            <p className="row-ends">
              <span>{title}</span>
              <State icon={PauseCircle} tone="paused">
                {status.states.paused}
              </State>
            </p>
            <Strip tone="paused" height={12} periods={DAYS} label={status.states.paused ?? ""} />
          </>
        )}
        <p className="keep">{told.explanation[language]}</p>
        <p className="note">{back}</p>
        {told.alternatives.length > 0 && <p className="note">{status.instead(insteadTitle(told, language))}</p>}
      </Place>
      <Place title={words.mail} note={merchant.name?.[language] ?? merchant.id} language={language}>
        <p className="strong">{letter.subject}</p>
        {letter.text
          .split("\n\n")
          .filter((line) => !undated || line !== returns)
          .map((line) => (
            <p key={line} className="keep">
              {line}
            </p>
          ))}
      </Place>
    </div>
  );
}

const DAYS = Array.from({ length: 12 }, () => ({ total: 1, cost: 0 }));

interface PlaceProps {
  readonly title: string;
  readonly note: string;
  readonly language: Locale;
  readonly children: ReactNode;
}

function Place({ title, note, language, children }: PlaceProps) {
  return (
    <figure className="place">
      <figcaption>
        <b>{title}</b>
        <span>{note}</span>
      </figcaption>
      <div lang={language}>{children}</div>
    </figure>
  );
}
