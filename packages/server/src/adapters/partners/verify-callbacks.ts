import type { PartnerPort } from "../../engine/ports.ts";
import { CallbackRefusal, type PartnerAdapter } from "./adapter.ts";

/** How far the time of a signature may lie from ours. */
const SKEW_MS = 5 * 60 * 1000;
/** Messages remembered; a busier partner's oldest are forgotten first. */
const MOST = 10_000;

/** Refuses what is not signed by the partner, is older or newer than five minutes, or came here before, byte for byte. */
export function verifyCallbacks(
  adapter: Pick<PartnerAdapter, "readCallback">,
  now: () => number,
): PartnerPort["verifyCallback"] {
  const seen = new Map<string, number>();
  return async (message) => {
    try {
      const { signedAtMs, mark, callback, reply } = await adapter.readCallback(message);
      if (!(Math.abs(now() - signedAtMs) <= SKEW_MS)) return { kind: "refused", why: "skew" };
      if (seen.has(mark)) return { kind: "refused", why: "replay" };
      seen.set(mark, signedAtMs);
      for (const [old, atMs] of seen) {
        if (seen.size <= MOST && atMs >= now() - 2 * SKEW_MS) break;
        seen.delete(old);
      }
      return callback ? { kind: "verified", callback, reply } : { kind: "irrelevant", reply };
    } catch (error) {
      if (error instanceof CallbackRefusal) return { kind: "refused", why: error.why };
      throw error;
    }
  };
}
