import type { Locale } from "@fenqi/words";

/** Words of a record, put into an answer as they stand. */
export interface Insert {
  readonly key: string;
  readonly words: { readonly [L in Locale]: string };
  /** Whose words these are, for the agent. */
  readonly source: string;
  /** The record that they are held against, and sent as. */
  readonly explanation?: { readonly id: string; readonly version: number };
}

/** An answer while it is written. */
export interface Draft {
  readonly text: string;
  readonly inserts: readonly Insert[];
  readonly internal: boolean;
}

export const EMPTY_DRAFT: Draft = { text: "", inserts: [], internal: false };

/** The words that are sent: the agent's own, then what was inserted, a line each. Notes carry no inserts. */
export const wordsOfDraft = ({ text, inserts, internal }: Draft, locale: Locale): string =>
  [text.trim(), ...(internal ? [] : inserts.map(({ words }) => words[locale]))]
    .filter((line) => line !== "")
    .join("\n");

/** What is sent: own words with sentences that are no record's, and explanations by themselves. */
export function messageOf(draft: Draft, locale: Locale) {
  const own = { ...draft, inserts: draft.inserts.filter(({ explanation }) => !explanation) };
  const text = wordsOfDraft(own, locale);
  const explanations = draft.internal
    ? []
    : draft.inserts.flatMap(({ explanation, words }) => (explanation ? [{ ...explanation, text: words[locale] }] : []));
  return {
    ...(text === "" ? {} : { text }),
    ...(explanations.length > 0 ? { explanations } : {}),
    ...(draft.internal ? { internal: true } : {}),
  };
}

/** The same insert twice is there once. */
export const withInsert = (draft: Draft, insert: Insert): Draft => ({
  ...draft,
  internal: false,
  inserts: [...draft.inserts.filter(({ key }) => key !== insert.key), insert],
});

export const withoutInsert = (draft: Draft, key: string): Draft => ({
  ...draft,
  inserts: draft.inserts.filter((each) => each.key !== key),
});

/** Words of the text that must not reach a shopper. */
export function neverSaidIn(text: string, never: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  return never.filter((each) => lower.includes(each));
}
