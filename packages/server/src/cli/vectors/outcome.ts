/** One vector, held against what core computes. */
export interface Outcome {
  readonly id: string;
  readonly expected: string;
  readonly computed: string;
  readonly verdict: "pass" | "FAIL" | "skipped";
}

/** A vector marked `unverified` is computed and shown, and never a target. */
export function judged(id: string, expected: string, computed: string, holds: boolean, unverified: boolean): Outcome {
  return { id, expected, computed, verdict: unverified ? "skipped" : holds ? "pass" : "FAIL" };
}
