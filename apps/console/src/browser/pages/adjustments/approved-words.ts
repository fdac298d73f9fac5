import type { AdjustmentRecord, Catalogue } from "./reach.ts";

/** Words that another person has approved before, by the id that an emergency pause names them with. */
export interface Approved {
  readonly id: string;
  readonly "zh-CN": string;
  readonly en: string;
}

/** Words with places to fill are for causes with facts: the server takes none of them either. */
const PLACES = /[{‹]/;

/** The catalogue's explanations, then those of approved adjustments; each words once. */
export function approvedWords(
  { explanations }: Pick<Catalogue, "explanations">,
  earlier: readonly Pick<AdjustmentRecord, "adjustment" | "approval">[],
): readonly Approved[] {
  const used = earlier.flatMap(({ approval, adjustment: { explanation } }) =>
    approval && explanation ? [explanation] : [],
  );
  const whole = [...explanations, ...used].flatMap(({ id, "zh-CN": zh, en }) =>
    id && zh && en && !PLACES.test(zh + en) ? [{ id, "zh-CN": zh, en }] : [],
  );
  return [...new Map(whole.map((one) => [one["zh-CN"] + one.en, one])).values()];
}
