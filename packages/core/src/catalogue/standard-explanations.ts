import type { Explanation } from "../explanation/index.ts";
import type { Catalogue } from "./types.ts";

/** The catalogue with the standard explanations that it does not replace by its own; itself where it lacks none. */
export function withStandardExplanations(catalogue: Catalogue, standard: readonly Explanation[]): Catalogue {
  const own = new Set(catalogue.explanations.map(({ id }) => id));
  const lacking = standard.filter(({ id }) => !own.has(id));
  return lacking.length === 0 ? catalogue : { ...catalogue, explanations: [...catalogue.explanations, ...lacking] };
}
