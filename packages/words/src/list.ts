import type { Locale } from "./locale.ts";

/** `3、6、12`; `3, 6 or 12` or, with `and`, `3, 6 and 12`. */
export function list(items: readonly (string | number)[], locale: Locale, word: "and" | "or" = "and"): string {
  if (locale === "zh-CN") return items.join("、");
  const format = new Intl.ListFormat("en-GB", { type: word === "and" ? "conjunction" : "disjunction" });
  return format.format(items.map(String));
}
