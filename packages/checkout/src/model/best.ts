import { isFull } from "@fenqi/words/ways";
import type { MissingWay, Option, Quote } from "../quote.ts";

export interface BestWay {
  readonly option?: Option;
  /** The way that would be the best, were it not for an adjustment. */
  readonly missing?: MissingWay;
}

/**
 * The way that a product page speaks of: lowest total, then most instalments; in full where nothing else is left.
 * A missing way takes its place where an adjustment keeps it out and every way left costs more.
 */
export function bestWay(quote: Quote): BestWay {
  const option = quote.options
    .filter((one) => one.total !== null && !isFull(one) && one.method !== "lease" && one.prominence === "normal")
    .reduce<Option | undefined>((best, one) => (best && !isBetter(one, best) ? best : one), undefined);
  const missing = quote.missing.find(
    (way) => way.adjustment && way.count !== null && way.method !== "lease" && isMissed(way, option),
  );
  if (missing) return { missing };
  const left = option ?? quote.options.find(isFull);
  return left ? { option: left } : {};
}

function isBetter(one: Option, best: Option): boolean {
  if (one.total !== best.total) return (one.total ?? 0) < (best.total ?? 0);
  return (one.count ?? 0) > (best.count ?? 0);
}

/** Whether no instalments are left, or the best of them costs more than this way would. */
function isMissed(way: MissingWay, best: Option | undefined): boolean {
  if (!best) return true;
  const instead = way.alternatives.find(({ option }) => option === best.id);
  return (instead?.extra_total ?? 0) > 0;
}
