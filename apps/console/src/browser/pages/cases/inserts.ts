import { countTitle, fullTitle, type Locale, partnerTitle, type Way } from "@fenqi/words";
import { MISSING_WORDS } from "@fenqi/words/missing";
import { money } from "@fenqi/words/money";
import { wordsOf, written } from "../../locale.ts";
import { casesWords } from "../../words/cases.ts";
import type { CaseSeen } from "./conversation.tsx";
import type { Insert } from "./draft.ts";

const words = wordsOf(casesWords);

type Saying = CaseSeen["may_say"][number];
export type WayOut = NonNullable<CaseSeen["now"]>["alternatives"][number];

/** Agreed words as an insert, with the record that they are from. */
export const insertOfSaying = ({ code, words: said, explanation }: Saying): Insert => ({
  key: explanation ? `explanation ${explanation.id}` : code,
  words: said,
  source: explanation
    ? words.source(explanation.id, explanation.version)
    : code === "return"
      ? words.sourceReturn
      : words.sourceSaying,
  ...(explanation ? { explanation } : {}),
});

/** A way out as the checkout says it, with its total and the difference: quoted again, not as it was. */
export function insertOfWay({ option, extra_total }: WayOut, of: CaseSeen, zone: string): Insert {
  const { currency } = of.seen ?? { currency: "CNY" };
  const asked = of.seen?.missing.find(({ offer }) => offer === of.case.offer);
  const said = (locale: Locale): string => {
    const text = MISSING_WORDS[locale];
    const sum = option.total === null ? "" : money(option.total, currency, locale);
    const apart = money(Math.abs(extra_total ?? 0), currency, locale);
    const difference =
      sum === "" || extra_total === null
        ? ""
        : extra_total === 0
          ? text.totalSame(sum)
          : extra_total < 0
            ? text.totalLess(sum, apart)
            : text.totalMore(sum, apart);
    const way =
      asked && option.count !== null && option.count === asked.count && option.count > 1
        ? text.sameCount(countTitle(option as Way, option.count, locale), partnerTitle(option as Way, locale))
        : fullTitle(option as Way, locale, option.badges.includes("interest_free"));
    return [way, difference].filter(Boolean).join(locale === "en" ? ", " : "，");
  };
  return {
    key: `way ${option.id}`,
    words: { "zh-CN": said("zh-CN"), en: said("en") },
    source: words.sourceAlternative(written.clock(of.now?.at ?? new Date().toISOString(), zone)),
  };
}
