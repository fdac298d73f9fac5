export type Locale = "zh-CN" | "en";

/** Words in both languages. 中文 is written first. */
export type Words = { readonly [L in Locale]: string };

/**
 * The approved public words of a reason, versioned; every screen and mail uses this record.
 *
 * Standard explanations (`off.order`, `off.quota`, …) may hold `{name}` places, filled from the cause's facts, and
 * `‹…›` parts that stand only when every fact inside them is known. An adjustment's own explanation is plain text.
 */
export interface Explanation extends Words {
  readonly id: string;
  readonly version: number;
}

/** An explanation in one language, as a quote shows it. */
export interface ExplanationText {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** What a reason is about. Amounts in minor units, instants as RFC 3339. Only these kinds, so that words can be filled. */
export type FactValue = number | string | boolean | null | readonly string[];
export type CauseFacts = { readonly [name: string]: FactValue };
