import type { QuoteInput } from "@fenqi/core/quote";
import type { TokenSealer } from "../../engine/ports.ts";
import { open, seal } from "./seal.ts";
import type { DerivedKey } from "./secrets.ts";

/** Longest token that is given out; the contract's limit. */
const LONGEST = 2048;

/** What is sealed, as JSON. */
type Packed = [string, string, string, string, string, 0 | 1, QuoteInput, string];

/** Tokens under the first key; the others still open what they once sealed, so that a key can be changed. */
export function tokenSealer(keys: readonly [DerivedKey, ...DerivedKey[]]): TokenSealer {
  return {
    seal(merchant, { id, code, version, engine, at, schedules, input, digest }) {
      const before = JSON.stringify([id, code, version, engine, at, schedules ? 1 : 0]).slice(0, -1);
      const token = seal(keys[0], `${before},${input},"${digest}"]`, merchant);
      return token.length > LONGEST ? undefined : token;
    },
    open(merchant, token) {
      const text = open(keys, token, merchant);
      if (text === undefined) return undefined;
      const [id, code, version, engine, at, schedules, input, digest] = JSON.parse(text) as Packed;
      return { id, code, version, engine, at, schedules: schedules === 1, input, digest };
    },
  };
}
