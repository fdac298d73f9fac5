import { isFull } from "@fenqi/words/ways";
import type { Option, Quote } from "../quote.ts";

/** Options of one provider, as one card under one heading. */
export interface Group {
  readonly key: string;
  readonly options: readonly [Option, ...Option[]];
}

export interface Arranged {
  readonly groups: readonly Group[];
  /** What an adjustment made less visible, each with its own reason. */
  readonly more: readonly Option[];
}

/** Lowest total first; what only the issuer can price comes last. Equal totals keep the answer's order, full payment first. */
export function arrange(quote: Quote): Arranged {
  const ranked = [...quote.options].sort((a, b) => rank(a) - rank(b) || Number(isFull(b)) - Number(isFull(a)));
  const groups = new Map<string, [Option, ...Option[]]>();
  for (const option of ranked.filter((option) => option.prominence === "normal")) {
    const key = groupKey(option);
    const group = groups.get(key);
    if (group) group.push(option);
    else groups.set(key, [option]);
  }
  return {
    groups: [...groups].map(([key, options]) => ({ key, options })),
    more: ranked.filter((option) => option.prominence === "collapsed"),
  };
}

/** The largest total in the list: the full width of a period strip. */
export function largestTotal(quote: Quote): number {
  return quote.options.reduce((largest, { total }) => Math.max(largest, total ?? 0), 1);
}

/** Interest-free only where the total equals the cash price. */
export function isFree(option: Option): boolean {
  return option.cost === 0 && option.badges.includes("interest_free");
}

function rank(option: Option): number {
  return option.total ?? Number.POSITIVE_INFINITY;
}

function groupKey(option: Option): string {
  if (option.count === null) return "issuer";
  return isFull(option) ? "full" : `${option.partner.id} ${option.method === "lease" ? "lease" : option.method}`;
}
