/** What one class of calls took: enough for Welch's test, without keeping every time. */
interface Sample {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

function sampleOf(times: readonly number[]): Sample {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const squares = times.reduce((sum, time) => sum + (time - mean) ** 2, 0);
  return { count: times.length, mean, variance: squares / (times.length - 1) };
}

/**
 * Welch's t of two classes of times whose variances may differ (B. L. Welch, Biometrika 34, 1947). What lies above the
 * `keep` quantile of both together is an interruption of the machine's and is left out of both, as dudect does
 * (Reparaz, Balasch, Verbauwhede: Dude, is my code constant time?, 2017).
 */
export function welchT(left: readonly number[], right: readonly number[], keep = 0.9): number {
  const all = [...left, ...right].sort((a, b) => a - b);
  const most = all[Math.floor(keep * (all.length - 1))]!;
  const [a, b] = [left, right].map((times) => sampleOf(times.filter((time) => time <= most))) as [Sample, Sample];
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
}
