import { describe, expect, test } from "vitest";
import { tokenBuckets } from "./token-bucket.ts";

describe("a token bucket", () => {
  test("allows a burst, then the steady rate, and says when to come back", () => {
    const take = tokenBuckets({ perSecond: 2, burst: 3 });
    expect([0, 0, 0, 0].map((at) => take("a", at).allowed)).toEqual([true, true, true, false]);
    expect(take("a", 0).resetSeconds).toBe(1);
    expect(take("a", 499).allowed).toBe(false);
    expect(take("a", 500).allowed).toBe(true);
    expect(take("a", 500).allowed).toBe(false);
  });

  test("is one per caller, and never holds more than its burst", () => {
    const take = tokenBuckets({ perSecond: 1, burst: 2 });
    take("a", 0);
    take("a", 0);
    expect(take("a", 0).allowed).toBe(false);
    expect(take("b", 0).allowed).toBe(true);
    const later = Array.from({ length: 4 }, () => take("a", 3_600_000).allowed);
    expect(later).toEqual([true, true, false, false]);
  });
});
