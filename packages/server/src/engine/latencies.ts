/** Latencies in bins that grow by a tenth, so that a quantile is at most a tenth too high, in half a kilobyte. */
export interface Latencies {
  add(ms: number): void;
  /** Milliseconds that this share of the calls took at most; null without calls. */
  quantile(share: number): number | null;
  readonly bins: Uint32Array;
}

const LEAST_MS = 0.5;
const GROWTH = 1.1;
/** Up to 97 seconds; what takes longer counts as that. */
const BINS = 128;

const binOf = (ms: number): number =>
  Math.min(BINS - 1, Math.max(0, Math.ceil(Math.log(Math.max(ms, LEAST_MS) / LEAST_MS) / Math.log(GROWTH))));

/** Empty, or the sum of others. */
export function latencies(parts: readonly Latencies[] = []): Latencies {
  const bins = new Uint32Array(BINS);
  for (const part of parts) for (let bin = 0; bin < BINS; bin += 1) bins[bin]! += part.bins[bin]!;
  return {
    bins,
    add(ms) {
      bins[binOf(ms)]! += 1;
    },
    quantile(share) {
      const total = bins.reduce((sum, count) => sum + count, 0);
      if (total === 0) return null;
      let left = Math.ceil(total * share);
      const bin = bins.findIndex((count) => {
        left -= count;
        return left <= 0;
      });
      return Math.round(LEAST_MS * GROWTH ** bin * 10) / 10;
    },
  };
}
