import type { Quote } from "@fenqi/client";

/** Why nothing of a quote can be chosen, in a line: the first reason of each missing way, each told once. */
export function whyNothing({ missing }: Pick<Quote, "missing">): string {
  const reasons = missing.flatMap(({ causes }) => causes[0]?.explanation.text ?? []);
  return [...new Set(reasons)].join(" ");
}
