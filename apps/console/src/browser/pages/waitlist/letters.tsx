import type { Locale } from "@fenqi/words";
import { backLetter } from "@fenqi/words/letters";
import { wordsOf } from "../../locale.ts";
import { waitlistWords } from "../../words/waitlist.ts";
import { type Catalogue, partnerName } from "../adjustments/reach.ts";

const words = wordsOf(waitlistWords);
const LOCALES: readonly Locale[] = ["zh-CN", "en"];
/** The address is each one's own. */
const LINKS = { confirm: "…", unsubscribe: "…", more: "…" };

/** What those who wait are told when the way is back, in both languages; the total is that of each one's own cart. */
export function Letters({ offer, catalogue }: { readonly offer: string; readonly catalogue: Catalogue }) {
  const found = catalogue.offers.find(({ id }) => id === offer);
  if (!found) return null;
  const { merchant } = catalogue;
  const letterIn = (locale: Locale) => {
    const way = { ...found, partner: { name: partnerName(found.partner, catalogue, locale) } };
    return backLetter({ merchant, way, total: null, currency: "CNY" }, LINKS, locale);
  };
  return (
    <details className="letters">
      <summary className="note">
        {words.sent} · {words.sentFact}
      </summary>
      <div className="halves">
        {LOCALES.map((locale) => {
          const { subject, text } = letterIn(locale);
          return (
            <div key={locale} lang={locale}>
              <p className="strong">{subject}</p>
              <p className="letter">{text}</p>
            </div>
          );
        })}
      </div>
    </details>
  );
}
