import { type Catalogue, reachedOffers, type Scope } from "./reach.ts";

/** One count of a partner's ways: how many of them there are, and how many the change reaches. */
export interface CountCell {
  readonly count: number;
  readonly ways: number;
  readonly reached: number;
}

/** The counts at the partners that a scope reaches, before and after, in rising order. */
export function countCells(scope: Scope, catalogue: Catalogue): readonly CountCell[] {
  const reached = new Set(reachedOffers(scope, catalogue).map(({ id }) => id));
  const partners = new Set(catalogue.offers.filter(({ id }) => reached.has(id)).map(({ partner }) => partner));
  const beside = catalogue.offers.filter(({ partner, count }) => partners.has(partner) && count !== null && count > 1);
  const byCount = Map.groupBy(beside, ({ count }) => count!);
  return [...byCount]
    .sort(([a], [b]) => a - b)
    .map(([count, offers]) => ({
      count,
      ways: offers.length,
      reached: offers.filter(({ id }) => reached.has(id)).length,
    }));
}
