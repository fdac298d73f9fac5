import type { AdjustmentRecord, Catalogue } from "./reach.ts";

/** Words that another person has approved before, by the id that an emergency pause names them with. */
export interface Approved {
  readonly id: string;
  readonly "zh-CN": string;
  readonly en: string;
}

/** Words with places to fill are for causes with facts: the server takes none of them either. */
const PLACES = /[{‹]/;
/** Standard words of what a quote finds by itself (an order's limits, a shopper's facts, a return) explain no pause. */
const OF_QUOTES = /^(?:restored|off\.(?!(?:partner_terms|compliance|maintenance|business|incident|risk)$).*)$/;

type Spoken = Pick<Catalogue, "explanations" | "offers">;
type Earlier = readonly Pick<AdjustmentRecord, "adjustment" | "approval">[];

/** The catalogue's explanations that may explain a pause, then those of approved adjustments; each words once. */
export const approvedWords = (catalogue: Spoken, earlier: Earlier): readonly Approved[] =>
  eachOnce([...forPauses(catalogue), ...earlier.filter(({ approval }) => approval).map(wordsOf)]);

/** Words that a draft may begin with: the same, and those of all that was written before. */
export const usedWords = (catalogue: Spoken, earlier: Earlier): readonly Approved[] =>
  eachOnce([...forPauses(catalogue), ...earlier.filter(isPause).map(wordsOf)]);

type Words = Partial<Approved> | undefined;
const wordsOf = ({ adjustment }: Earlier[number]): Words => adjustment.explanation;
const isPause = ({ adjustment }: Earlier[number]) => adjustment.kind !== "inform";

/** Not those of new terms and of rules, which speak of something else. */
function forPauses({ explanations, offers }: Spoken): readonly Words[] {
  const ofOffers = new Set(
    offers.flatMap(({ terms, conditions }) => [
      ...terms.map(({ explanation }) => explanation),
      ...(conditions?.rules ?? []).map(({ explanation }) => explanation),
    ]),
  );
  return explanations.filter(({ id }) => !OF_QUOTES.test(id) && !ofOffers.has(id));
}

function eachOnce(all: readonly Words[]): readonly Approved[] {
  const whole = all.flatMap(({ id, "zh-CN": zh, en } = {}) =>
    id && zh && en && !PLACES.test(zh + en) ? [{ id, "zh-CN": zh, en }] : [],
  );
  return [...new Map(whole.map((one) => [one["zh-CN"] + one.en, one])).values()];
}
