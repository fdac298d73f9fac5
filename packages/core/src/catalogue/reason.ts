import { type CompiledExplanation, explain, type Locale, type TextPlace } from "../explanation/index.ts";
import { type Back, CAUSES, type Cause, type Failure } from "../offer/index.ts";
import type { CompiledAdjustment } from "./compile.ts";
import { whenBack } from "./when-back.ts";

/** A failure with its words in both languages, and the adjustment that brings it about, if one does. */
export interface Reason extends Failure {
  readonly cause: { readonly [L in Locale]: Cause };
  readonly by: CompiledAdjustment | undefined;
  /** When the way returns if this is all that is against it. */
  readonly back: Back;
}

/** Gives a failure its words: the adjustment's own, or those that the failure or its code names in the catalogue. */
export function reasonOf(
  failure: Failure,
  explanations: ReadonlyMap<string, CompiledExplanation>,
  place: TextPlace,
  by?: CompiledAdjustment,
): Reason {
  const { code, facts } = failure;
  const { category, explanation } = CAUSES[code];
  const named = failure.explanation ?? explanation;
  const words = by?.explanation ?? (named === null ? undefined : explanations.get(named));
  if (words === undefined) throw new Error(`no words for ${code}`);
  const inLocale = (locale: Locale): Cause => ({
    code,
    category: by?.adjustment.cause ?? category ?? "order",
    explanation: explain(words, facts, locale, place),
    facts,
  });
  const back = whenBack([{ ...failure, by }]);
  return { ...failure, cause: { "zh-CN": inLocale("zh-CN"), en: inLocale("en") }, by, back };
}
