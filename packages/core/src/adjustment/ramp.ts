import type { Ppm } from "../money/index.ts";

/** One step of a return: the share of shoppers that the way is open to, and how long at least before the next. */
export interface RampStep {
  readonly share_ppm: Ppm;
  readonly dwell_minutes: number;
}

/**
 * A way that comes back step by step. Steps rise; the last one opens to everybody.
 *
 * A gate holds the ramp when the figure of the opened way falls short of its baseline by more than it allows, and rolls it
 * back when by twice as much.
 */
export interface Ramp {
  readonly steps: readonly RampStep[];
  readonly gates?: {
    /** How far the approval rate may fall below the baseline, in parts per million of all calls. */
    readonly approval_drop_ppm?: Ppm;
    /** How far the error rate may rise above the baseline. */
    readonly error_rise_ppm?: Ppm;
    /** Fewer calls than this in a step prove nothing: it waits. */
    readonly least_calls?: number;
  };
}

const SHARES = 1_000_000;

/**
 * Where a shopper stands in a return, 0 to 999,999: the same in every process and at every step, so that whoever the way was
 * opened to keeps it; another adjustment deals anew. `shopper`: the pseudonymous reference.
 * Source: FNV-1a (32 bit) over "adjustment shopper", spread by MurmurHash3's final mix.
 */
export function rampPlace(adjustment: string, shopper: string): number {
  const text = `${adjustment} ${shopper}`;
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) % SHARES;
}

/** Whether the way is open to this shopper at a share; one without a reference is in the last step only. */
export function isAdmitted(adjustment: string, shopper: string | undefined, share: Ppm): boolean {
  return share >= SHARES || (shopper !== undefined && rampPlace(adjustment, shopper) < share);
}
