import type { Offer } from "../adjustments/reach.ts";

/** The terms that count at an instant, in milliseconds. */
export const termsAt = ({ terms }: Offer, ms: number) =>
  terms.findLast(({ effective_from }) => Date.parse(effective_from) <= ms) ?? terms[0]!;
