/** How much of a limit is left, as the RateLimit headers say it. */
export interface Allowance {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Seconds until it is whole again, or until one more is allowed when it is not. */
  readonly resetSeconds: number;
}

export interface RateLimit {
  /** Requests per second in the long run. */
  readonly perSecond: number;
  /** Requests at once. */
  readonly burst: number;
}

/** Callers remembered. Above, the first of them is forgotten and would begin with a full bucket again. */
const CALLERS = 50_000;

/** Token buckets by caller, in memory. `nowMs` may be any clock that never goes back. */
export function tokenBuckets({ perSecond, burst }: RateLimit): (caller: string, nowMs: number) => Allowance {
  const buckets = new Map<string, { tokens: number; at: number }>();

  return (caller, nowMs) => {
    let bucket = buckets.get(caller);
    if (!bucket) {
      if (buckets.size >= CALLERS) buckets.delete(buckets.keys().next().value!);
      bucket = { tokens: burst, at: nowMs };
      buckets.set(caller, bucket);
    }
    bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.at) / 1000) * perSecond);
    bucket.at = nowMs;
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens -= 1;
    const missing = allowed ? burst - bucket.tokens : 1 - bucket.tokens;
    return {
      allowed,
      remaining: Math.floor(bucket.tokens),
      resetSeconds: Math.ceil(missing / perSecond),
    };
  };
}
