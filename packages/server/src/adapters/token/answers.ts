import { deflateRawSync, inflateRawSync } from "node:zlib";
import { openBytes, seal } from "./seal.ts";
import type { DerivedKey } from "./secrets.ts";

const CONTEXT = "answer, deflated";
/**
 * Window and memory for a few kilobytes: the default sets more aside than an answer is long. The first level leaves a twentieth
 * more of an answer than the sixth, in less than half the time.
 */
const SMALL = { windowBits: 12, memLevel: 4, level: 1 } as const;

/**
 * Seals the answers that are kept under idempotency keys, under the first key; the others still open what they once
 * sealed. Deflated first: what is sealed cannot be compressed any more, and a row that fits its page costs the database a
 * fraction of one that does not.
 */
export function answerSealer(keys: readonly [DerivedKey, ...DerivedKey[]]) {
  return {
    seal: (text: string) => seal(keys[0], deflateRawSync(text, SMALL), CONTEXT),
    open(sealed: string): string {
      const deflated = openBytes(keys, sealed, CONTEXT);
      if (!deflated) throw new Error("a stored answer was sealed with a key that is no longer given");
      return inflateRawSync(deflated).toString("utf8");
    },
  };
}
